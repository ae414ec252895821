"""Findings as ClaimReview of schema.org: JSON-LD that search engines and fact-check indexes read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from dragoman.domain.claims import Finding, Verdict
from dragoman.domain.readings import Reading
from dragoman.domain.sources import Source

RATING = {Verdict.CONFLICTS: 1, Verdict.PARTLY: 3, Verdict.MATCHES: 5}
"""Only what the record answers is rated; its silence is no review."""

FIELDS = {
    "@context": "the vocabulary: schema.org",
    "@graph": "the reviews; a claim on which the record is silent has none",
    "@type": "ClaimReview",
    "claimReviewed": "the claim in a short sentence",
    "reviewBody": "why the verdict is what it is",
    "reviewRating": "5 matches, 3 partly, 1 conflicts; `alternateName` is the verdict's word",
    "itemReviewed": "the claim in the report's words, its speakers, and the report it appears in",
    "isBasedOn": "the roll call that answers: symbol, address, day",
}
"""What each name in the document means."""


def render_claim_reviews(readings: Iterable[Reading]) -> str:
    """One JSON-LD document with a ClaimReview for every finding that the record answers."""
    graph = [
        render_claim_review(finding, reading.source)
        for reading in readings
        for finding in reading.findings
        if finding.verdict in RATING
    ]
    return (
        json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=1) + "\n"
    )


def render_claim_review(finding: Finding, source: Source) -> dict[str, Any]:
    """One finding as a ClaimReview, without what is not known."""
    claim = finding.claim
    return _known(
        {
            "@type": "ClaimReview",
            "claimReviewed": claim.text,
            "reviewBody": finding.reason,
            "reviewRating": {
                "@type": "Rating",
                "ratingValue": RATING[finding.verdict],
                "worstRating": 1,
                "bestRating": 5,
                "alternateName": finding.verdict.value,
            },
            "itemReviewed": {
                "@type": "Claim",
                "text": claim.evidence.text,
                "author": [{"@type": "Person", "name": link.actor.text} for link in claim.attribution],
                "appearance": _work(source),
            },
            "isBasedOn": _record(finding),
        }
    )


def _work(source: Source) -> dict[str, Any]:
    return _known(
        {
            "@type": "NewsArticle",
            "identifier": source.id,
            "headline": source.title,
            "url": source.url,
            "datePublished": source.published and source.published.isoformat(),
            "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
        }
    )


def _record(finding: Finding) -> dict[str, Any]:
    return _known(
        {
            "@type": "CreativeWork",
            "name": finding.symbol,
            "url": finding.url,
            "dateCreated": finding.held and finding.held.isoformat(),
        }
    )


def _known(values: dict[str, Any]) -> dict[str, Any]:
    known = {name: value for name, value in values.items() if value not in (None, [])}
    if isinstance(item := known.get("itemReviewed"), dict):
        known["itemReviewed"] = _known(item)
    return known
