"""Pages of people: offices with their days, what reports say of a person and nothing else, and who has no page."""

import csv
from datetime import date

import pytest

pytest.importorskip("fastapi", reason="the extra “web” is not installed")

from jsonschema import Draft202012Validator

from dragoman import workflows, world
from dragoman.domain.actors import Actor, ActorKind, Mention, MentionForm
from dragoman.domain.events import AttributionLink, Event, EventType
from dragoman.domain.readings import Reading
from dragoman.domain.sources import Source
from dragoman.ledger.people import people_named, readings_of
from dragoman.render.people import statements_of
from dragoman.web.persons import Persons, person_id
from tests.faces.served import app_of, client_of
from tests.faces.test_api_schema import closed

WORDS = (
    "Emmanuel Macron said that China had voted against resolution ES-11/7. France voted in favour of it. "
    "Donald Trump said Vladimir Putin would accept European peacekeepers. Emmanuel Macron met Donald Trump in Washington."
)
ENVOY = "Example Envoy"


def nameless_to_the_registry(name, code):
    """A report that tells of an act of somebody in no office."""
    source = Source.of(f"{name} spoke with Chad. {name} says so in {code}.", title=f"{name} of {code}")
    envoy = Mention(
        actor=Actor(code=code, name=name, kind=ActorKind.PERSON),
        text=name,
        start=0,
        end=len(name),
        form=MentionForm.NAME,
    )
    words = source.evidence(0, len(name) + 16)
    link = AttributionLink(actor=envoy, cue="says", direct=False)
    event = Event(
        source=source.id, type=EventType.CONSULT, actors=(envoy,), attribution=(link,), evidence=words
    )
    return Reading(source=source, events=(event,))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    folder = tmp_path_factory.mktemp("people") / "ledger"
    with workflows.make_ledger(str(folder)) as opened:
        source = workflows.source_of(WORDS, published=date(2025, 2, 25), title="<i>Who said what</i>")
        opened.save_reading(workflows.read_source(source))
        opened.save_reading(nameless_to_the_registry(ENVOY, "CHL"))
        opened.save_reading(nameless_to_the_registry(ENVOY, "PER"))
        opened.save_reading(nameless_to_the_registry("Envoy", "PER"))
    return str(folder)


@pytest.fixture(scope="module")
def pages(ledger, tmp_path_factory):
    with client_of(app_of(ledger, cache=tmp_path_factory.mktemp("cache"))) as client:
        yield client


def of(pages, person, **query):
    return pages.get(f"/people/{person}.json", params=query).json()


def test_the_offices_of_a_person_stand_with_their_days_and_source(pages):
    told = of(pages, "Emmanuel-Macron")
    (held,) = [h for h in world.office_holders(code="FRA", role="president") if h.person == "Emmanuel Macron"]
    (office,) = told["offices"]
    assert office["since"] == held.since.isoformat() == "2017-05-14"
    assert (office["office"], office["of"], office["basis"]) == ("president", "FRA", held.basis)


def test_what_a_person_said_stands_with_the_words_the_chain_and_the_verdict(pages):
    said, met = of(pages, "Emmanuel-Macron")["statements"]
    assert (said["part"], said["kind"], said["what"]) == ("speaker", "position", "against")
    assert said["evidence"]["text"] == "China had voted against resolution ES-11/7"
    assert [link["actor"]["name"] for link in said["attribution"]] == ["Emmanuel Macron"]
    assert [(f["verdict"], f["symbol"]) for f in said["findings"]] == [("conflicts", "A/RES/ES-11/7")]
    assert (met["part"], met["what"], met["status"]) == ("actor", "CONSULT", "actual")


def test_the_headline_counts_what_could_be_checked(pages):
    assert (
        "1 saying and 1 act; 1 of 1 claim about votes conflicts" in pages.get("/people/Emmanuel-Macron").text
    )
    assert "claim" not in pages.get("/people/Donald-Trump").text.partition('id="told">')[2].partition("<")[0]


def test_what_only_another_says_of_a_person_stands_with_who_says_so(pages):
    (told,) = of(pages, "Vladimir-Putin")["statements"]
    assert (told["part"], told["what"]) == ("actor", "would-accept")
    assert [link["actor"]["name"] for link in told["attribution"]] == ["Donald Trump"]
    page = pages.get("/people/Vladimir-Putin").text
    assert page.index('href="/people/Donald-Trump"') < page.index("European peacekeepers”")


def test_a_vote_of_the_state_is_never_told_of_its_leader(pages):
    words = [s["evidence"]["text"] for s in of(pages, "Emmanuel-Macron")["statements"]]
    assert not any("France voted" in text for text in words)
    page = pages.get("/people/Emmanuel-Macron").text
    assert "/votes?state=FRA&amp;body=UNGA&amp;from=2017-05-14" in page
    assert "they are the state’s, and no statement of this person" in page


def test_votes_of_a_tenure_end_with_it(pages):
    page = pages.get("/people/Donald-Trump").text
    assert "/votes?state=USA&amp;body=UNGA&amp;from=2025-01-20" in page
    earlier = pages.get("/people/Joe-Biden").text
    assert "from=2021-01-20&amp;to=2025-01-19" in earlier


def test_each_statement_leads_to_its_words_in_the_report(pages):
    for person in ("Emmanuel-Macron", "Donald-Trump", "Vladimir-Putin"):
        for told in of(pages, person)["statements"]:
            report = pages.get(f"/reports/{told['report']['id']}").text
            assert report.count(f'id="{told["anchor"]}"') == 1


def test_a_report_leads_to_the_people_it_names(pages):
    told = of(pages, "Emmanuel-Macron")["statements"][0]
    report = pages.get(f"/reports/{told['report']['id']}").text
    for person in ("Emmanuel-Macron", "Donald-Trump", "Vladimir-Putin"):
        assert f'href="/people/{person}"' in report


def test_statements_can_be_narrowed_to_a_part_and_a_text(pages):
    assert len(of(pages, "Emmanuel-Macron", part="actor")["statements"]) == 1
    about = of(pages, "Emmanuel-Macron", text="A/RES/ES-11/7")["statements"]
    assert [s["part"] for s in about] == ["speaker"]
    assert of(pages, "Emmanuel-Macron", text="A/RES/1/1")["statements"] == []


def test_csv_has_one_row_a_statement(pages):
    head, *rows = csv.reader(pages.get("/people/Emmanuel-Macron.csv").text.splitlines())
    assert len(rows) == 2
    assert dict(zip(head, rows[0], strict=True))["verdicts"] == "conflicts"


def test_whom_only_reports_know_has_a_page_for_each_state_spoken_for(pages):
    chile, peru = of(pages, "Example-Envoy--CHL"), of(pages, "Example-Envoy--PER")
    assert [s["report"]["title"] for s in chile["statements"]] == ["Example Envoy of CHL"]
    assert [s["report"]["title"] for s in peru["statements"]] == ["Example Envoy of PER"]
    assert chile["statements"][0]["part"] == "speaker"
    assert "In no office that the registry knows" in pages.get("/people/Example-Envoy--CHL").text


def test_a_surname_alone_has_no_page_of_its_own(pages):
    assert "Envoy--PER" not in {p["id"] for p in pages.get("/people.json").json()["in_reports"]}
    assert pages.get("/people/Envoy--PER").status_code == 404


def test_nobody_else_has_a_page_and_is_told_so(pages):
    answer = pages.get("/people/Nobody-At-All")
    assert answer.status_code == 404
    assert "see /people" in answer.text


def test_a_surname_leads_to_its_bearer_and_says_who_there_is_where_several_are(pages):
    moved = pages.get("/people/Macron", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (308, "/people/Emmanuel-Macron")
    several = pages.get("/people/Bush")
    assert several.status_code == 404
    assert "/people/George-W-Bush" in several.text


def test_the_list_shows_who_held_office_on_a_day_the_leader_first(pages):
    people = pages.get("/people.json", params={"of": "United States", "on": "2024-05-01"}).json()["people"]
    assert people[0]["name"] == "Joe Biden"
    assert "Donald Trump" not in {p["name"] for p in people}
    assert "Donald Trump" in pages.get("/people", params={"q": "trump"}).text


def test_states_and_bodies_lead_to_who_holds_their_offices(pages):
    assert 'href="/people/Emmanuel-Macron"' in pages.get("/states/FRA").text
    assert 'href="/people?of=FRA"' in pages.get("/states/FRA").text
    assert 'href="/people/Ursula-von-der-Leyen"' in pages.get("/blocs/EU?on=2025-02-24").text


def test_the_own_table_of_office_holders_goes_before_the_built_in_one(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    table = tmp_path / "dragoman/officeholders.tsv"
    table.parent.mkdir()
    table.write_text(
        "code\trole\tperson\tsince\tuntil\tleads\tbasis\n"
        f"FRA\tpresident\t{ENVOY}\t2020-01-01\t\tyes\twikidata: Q1\n"
    )
    try:
        app = app_of(cache=tmp_path)
        with client_of(app) as client:
            page = client.get("/people/Example-Envoy").text
            assert 'href="https://www.wikidata.org/wiki/Q1"' in page
            assert of(client, "Emmanuel-Macron")["offices"][0]["until"] == "2020-01-01"
            table.unlink()
            world.use_officeholders(None)
            app.state.site.warm()
            assert client.get("/people/Example-Envoy").status_code == 404
    finally:
        world.use_officeholders(None)


def test_everyone_of_the_registry_has_an_id_of_their_own():
    names = {h.person for h in world.office_holders()}
    assert len({person_id(name) for name in names}) == len(names)
    assert len(Persons(()).by_id) == len(names)


def test_the_ledger_finds_who_is_named_and_where(ledger):
    with workflows.open_ledger(ledger) as opened:
        named = {(n.name, n.code): n.sources for n in people_named(opened)}
        assert len(named["Emmanuel Macron", "FRA"]) == 1
        assert len(named[ENVOY, "CHL"]) == len(named[ENVOY, "PER"]) == 1
        assert "France" not in {name for name, _ in named}
        (reading,) = readings_of(opened, [*named[ENVOY, "PER"], "nowhere"])
        assert reading.source.title == "Example Envoy of PER"
        assert statements_of(reading, ENVOY, "CHL") == ()


def test_the_api_answers_the_same_with_exactly_the_described_keys(pages):
    described = pages.get("/api/v1/openapi.json").json()
    parts = {"components": closed(described["components"])}
    for path, schema in (("/people?of=FRA&on=2025-02-24", "People"), ("/people/Emmanuel-Macron", "Person")):
        answer = pages.get(f"/api/v1{path}").json()
        check = Draft202012Validator({"$ref": f"#/components/schemas/{schema}", **parts})
        assert [e.message for e in check.iter_errors(answer)] == []
    assert (
        pages.get("/api/v1/people/Emmanuel-Macron").json()["statements"]
        == of(pages, "Emmanuel-Macron")["statements"]
    )
    assert pages.get("/api/v1/people/Nobody").status_code == 404


def test_the_api_list_goes_on_where_it_ended(pages):
    first = pages.get("/api/v1/people?of=FRA&limit=3").json()
    then = pages.get("/api/v1/people", params={"of": "FRA", "limit": 200, "cursor": first["next"]}).json()
    ids = [p["id"] for p in first["items"] + then["items"]]
    assert len(ids) == len(set(ids)) == first["total"]
