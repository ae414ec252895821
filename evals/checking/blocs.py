"""Members of the blocs the reports speak of, each under a name that carries its size or its year."""

from __future__ import annotations

EC9 = "BEL DEU DNK FRA GBR IRL ITA LUX NLD"
EU15 = f"{EC9} GRC ESP PRT AUT FIN SWE"
EU25 = f"{EU15} CYP CZE EST HUN LVA LTU MLT POL SVK SVN"
EU28 = f"{EU25} BGR ROU HRV"
NATO15 = "USA CAN GBR FRA ITA BEL NLD LUX DNK NOR ISL PRT GRC TUR DEU"
NATO29 = f"{NATO15} ESP CZE HUN POL BGR EST LVA LTU ROU SVK SVN ALB HRV MNE"


def without(members: str, *left_out: str) -> str:
    """Give the list less some of its members."""
    return " ".join(m for m in members.split() if m not in left_out)


NAMES = {
    "EC9": EC9,
    "EC10": f"{EC9} GRC",
    "EC12": f"{EC9} GRC ESP PRT",
    "EU15": EU15,
    "EU25": EU25,
    "EU27-2007": without(EU28, "HRV"),
    "EU28": EU28,
    "EU27": without(EU28, "GBR"),
    "NATO15": NATO15,
    "NATO19": f"{NATO15} ESP CZE HUN POL",
    "NATO28": without(NATO29, "MNE"),
    "NATO29": NATO29,
    "NATO30": f"{NATO29} MKD",
    "NATO31": f"{NATO29} MKD FIN",
    "NATO32": f"{NATO29} MKD FIN SWE",
    "G7": "USA CAN GBR FRA DEU ITA JPN",
    "P5": "USA GBR FRA RUS CHN",
    "ASEAN5": "IDN MYS PHL SGP THA",
    "ASEAN6": "IDN MYS PHL SGP THA BRN",
    "ASEAN9": "IDN MYS PHL SGP THA BRN VNM LAO MMR",
    "ASEAN10": "IDN MYS PHL SGP THA BRN VNM LAO MMR KHM",
    "BRICS5": "BRA RUS IND CHN ZAF",
    "BRICS10": "BRA RUS IND CHN ZAF EGY ETH IRN ARE IDN",
    "GCC6": "SAU ARE KWT QAT BHR OMN",
    "NORDIC5": "DNK FIN ISL NOR SWE",
    "BALTIC3": "EST LVA LTU",
    "VISEGRAD4": "POL CZE SVK HUN",
    "BENELUX3": "BEL NLD LUX",
    "MERCOSUR4": "ARG BRA PRY URY",
    "CENTRALASIA5": "KAZ KGZ TJK TKM UZB",
    "CSTO6": "ARM BLR KAZ KGZ RUS TJK",
    "NUCLEAR9": "USA RUS CHN FRA GBR IND PAK PRK ISR",
    "ANZUS3": "AUS NZL USA",
    "WARSAWPACT": "RUS POL CSK HUN BGR ROU DDR",
}
MEMBERS = {name: tuple(codes.split()) for name, codes in NAMES.items()}
