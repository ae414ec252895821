"""Lists of states, and the words that take some out of a group: “the Pact less Rumania”, “Greece excepted”."""

from __future__ import annotations

from dragoman.text.sieve import Sieve

JOIN = (
    r"\s*(?:,\s*(?:and|or|as well as|along with|together with|plus|then)?|and|or|as well as|along with|together with|plus|&)"
    r"(?:(?<=and)(?:,(?: [a-z’'-]+){1,7},| –(?: [a-z’'-]+){1,7} –))?"
    r"\s*(?:also |even |then |later |with |by |from |of )?(?:the |both |neighbouring |little |tiny |its \w+ )?"
)
NAMES = rf"(?>Ⓥ++(?:{JOIN}Ⓥ++)*)"
SAVE = (
    r"(?:except(?:ing)?(?: for)?|bar|barring|sav(?:e|ing)(?: for)?|apart from|aside from|other than|excluding|not counting|leaving aside|"
    r"with the (?:(?:sole|single|only|lone|one|solitary|notable|usual|predictable|partial) ){0,2}exceptions? of)"
)
"""Words that always leave somebody out; “but” and “less” do so only right after a group."""
BUT = rf"(?:but|minus|less|without|short of|{SAVE})"
LEFT_OUT = r"(?>Ⓥ++(?:(?:, (?:the )?Ⓥ++)++,? (?:and|or) (?:the )?Ⓥ++| (?:and|or|nor) (?:the )?Ⓥ++)?)"
"""The states taken out of a group: “less A”, “A and B”, “A, B and C”; what follows “A, and” is another clause."""
_ODD = r"(?:(?:sole|only|lone|single|one|\w+) )?(?:exceptions?|odd (?:ones?|man|men) out|holdouts?|outliers?|dissenters?|defectors?)"
_STRAYING = (
    r"(?:(?:stepping|falling|breaking|stepped|fell|broke|marching|marched) (?:out of (?:line|step)|ranks|away|out)|dissent(?:ing|ed)|differ(?:ing|ed)|demurr(?:ing|ed)|"
    r"(?:standing|stood) (?:apart|aside|out)|(?:going|went) (?:its|their|his|her) own way|(?:parting|parted) company|(?:holding|held) out|stray(?:ing|ed)|defect(?:ing|ed))"
)
_OUT = rf"(?:(?:alone|only) )?(?:excepted|excluded|aside|apart|being (?:the |an? )?{_ODD}|(?:as )?the {_ODD}|{_STRAYING})"
_WHICH = r"(?:,? (?:which|who|whose) [^.;:,Ⓖ]{2,80}(?=,))?"
"""“Apart from Chad, *which abstained*, the Union …”."""
PET = r"(?:the |little |tiny |estranged |awkward |neutral |ever-?\w+ )*"
_AGAIN = r"(?:once (?:more|again) |again |as (?:ever|usual|always) |this time |all )?"
TOLD_AFTER = (
    # “The Gulf states were against it, Oman excepted”, “…, only Peru and Chile stepping out of line”
    Sieve(rf"(?P<group>Ⓖ++)[^.;:ⒼⓋⒾⒷ]{{0,80}}?(?:,| –| —| \() (?:(?:with|and|but|though|while|only|just) ){{0,2}}{PET}(?P<names>{LEFT_OUT}),? {_OUT}\b(?: of (?:it|them))?"),
    # “Every member of it voted for the text, save Chad”, “the Union backed it with the one exception of Chad”
    Sieve(rf"(?P<group>Ⓖ++)(?=[^.;:]{{1,140}})[^.;:ⒼⒷ]{{1,90}}?,? {_AGAIN}{SAVE} {PET}(?P<names>{LEFT_OUT})"),
    # “The Union was for it. The only exception was Chad”, “…; only Chad broke ranks”
    Sieve(rf"(?P<group>Ⓖ++)[^.:ⒼⓋⒾⒷ]{{0,80}}?[.;:,–—] (?:and |but )?(?:the |its |their )?{_ODD} (?:was|were|is|are|being) {PET}(?P<names>{LEFT_OUT})"),
    Sieve(rf"(?P<group>Ⓖ++)[^.:ⒼⓋⒾⒷ]{{0,80}}?[.;:,–—] (?:and |but |with )?{PET}(?P<names>{LEFT_OUT}) (?:was|were|is|are|being|remained|as) (?:the |an? )?{_ODD}\b(?! (?:to|of|among|in) )"),
    Sieve(rf"(?P<group>Ⓖ++)[^.:ⒼⓋⒾⒷ]{{0,80}}?[.;:–—] (?:and |but )?(?:only|just) {PET}(?P<names>{LEFT_OUT}) {_STRAYING}\b"),
)  # fmt: skip
ALL_SAVE = Sieve(r"(?P<group>Ⓖ++)[^.;:ⓋⒼⒾⒷ]{0,80}?, (?P<after>Ⓖ++)")
"""“The Gulf states voted for it, *all except Chad*”."""
FRONTED = (
    # “Apart from Greece, the Ten”, “Greece excepted, the Ten”
    Sieve(rf"\b(?:{BUT})\s+{PET}(?P<names>{LEFT_OUT}){_WHICH},?\s+(?P<group>Ⓖ++)"),
    Sieve(rf"(?P<names>{LEFT_OUT})(?: alone)? (?:excepted|aside|apart){_WHICH},\s+(?P<group>Ⓖ++)"),
    Sieve(
        rf"\b(?:with|being) {PET}(?P<names>{LEFT_OUT}) (?:as |being )?(?:the |its |their )?{_ODD}{_WHICH},\s+(?P<group>Ⓖ++)"
    ),
)
ADJACENT = (
    # “the Pact less Rumania”, “The Pact, again with Rumania as the sole exception, voted”
    Sieve(rf"(?P<group>Ⓖ++)(?:,? {_AGAIN}{SAVE}| (?:but|minus|less|without|short of)) {PET}(?P<names>{LEFT_OUT})(?P<rest>,(?=\s*(?:\w+ ){{0,3}}Ⓟ))?"),
    # “The Baltic states, Latvia excepted, were against”
    Sieve(rf"(?P<group>Ⓖ++)(?:,| –| —| \() (?:with )?{PET}(?P<names>{LEFT_OUT}) (?:alone )?(?:excepted|excluded|aside|apart|being the (?:\w+ )?exceptions?|the (?:\w+ )?exceptions?)(?P<rest>(?:,| –| —|\))(?=\s*(?:\w+ ){{0,4}}Ⓟ))?"),
)  # fmt: skip
"""Groups whose mark goes on over what is taken out of them, so that what follows is told of the group."""
