"""Charts drawn as SVG by hand: small, themed by the page’s style sheet, legible without it."""
