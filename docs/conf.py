"""Sphinx settings."""

from importlib.metadata import version as installed

project = "Dragoman"
author = "The Dragoman maintainers"
copyright = "2026, The Dragoman maintainers"
version = release = installed("dragoman")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Dragoman"
nitpicky = False

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_default_options = {"members": True, "undoc-members": False}
