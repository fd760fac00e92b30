"""What can be typed after `python -m ingest`."""

import argparse
from pathlib import Path


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog="python -m ingest", description="Documenten lezen en bijwerken.")
    commands = top.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build", help="lees de documenten en bouw de index")
    building.add_argument("--force", action="store_true", help="bouw ook als er niets veranderd is")
    commands.add_parser("status", help="toon wat er in de index zit en of die heel is")
    _of_versions(commands)
    _of_the_corpus(commands)
    return top


def _of_versions(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    adding = commands.add_parser("add", help="zet een nieuwe versie klaar; wat in gebruik is, verandert niet")
    adding.add_argument("file", type=Path, metavar="BESTAND")
    adding.add_argument("--document", required=True, metavar="ID", help="welk document het is")
    adding.add_argument("--version", required=True, metavar="V", help="hoe de versie heet, bijvoorbeeld 2026-05")
    adding.add_argument("--date", default="", metavar="DATUM", help="wanneer die verscheen: 2026-05 of 2026-05-01")
    adding.add_argument("--remark", default="", metavar="TEKST", help="wat een lezer bij een citaat moet weten")
    adding.add_argument("--local", action="store_true", help="een eigen document, zoals een convenant")
    adding.add_argument("--title", default="", metavar="TITEL", help="de titel van een eigen document")
    adding.add_argument("--publisher", default="", metavar="WIE", help="wie een eigen document heeft vastgesteld")
    preparing = commands.add_parser("prepare", help="bouw de index met een klaargezette versie opnieuw")
    preparing.add_argument("document", metavar="ID")
    preparing.add_argument("version", metavar="V")
    versions = commands.add_parser("versions", help="toon welke versies er zijn en welke in gebruik is")
    versions.add_argument("document", nargs="?", metavar="ID")
    comparing = commands.add_parser("diff", help="toon wat er verschilt tussen twee versies en wie dat aanhaalt")
    comparing.add_argument("document", metavar="ID")
    comparing.add_argument("versions", nargs="*", metavar="V", help="zonder versies: in gebruik naast klaargezet")
    comparing.add_argument("--html", type=Path, metavar="BESTAND", help="schrijf de vergelijking als pagina")
    confirming = commands.add_parser("confirm", help="bevestig dat iets nog rust op een passage die veranderde")
    confirming.add_argument("generation", metavar="GEN")
    confirming.add_argument("places", nargs="+", metavar="PLAATS", help='bijvoorbeeld "002:515-518"')
    confirming.add_argument("--reason", required=True, metavar="REDEN", help="wie het las en waarom het klopt")
    activating = commands.add_parser("activate", help="neem een geoefende index in gebruik")
    activating.add_argument("generation", metavar="GEN")
    activating.add_argument("--accept", default="", metavar="REDEN", help="waarom het mag als er iets slechter wordt")
    back = commands.add_parser("rollback", help="ga terug naar de index die hiervoor in gebruik was")
    back.add_argument("--reason", default="", metavar="REDEN", help="komt in de geschiedenis")
    commands.add_parser("history", help="toon welke index sinds wanneer in gebruik was, en waarom")
    watching = commands.add_parser("watch", help="vraag de uitgevers of er iets nieuwers is")
    watching.add_argument("--fetch", action="store_true", help="haal binnen wat nieuwer is; wat in gebruik is, blijft")
    commands.add_parser("check", help="kijk elk bestand en elke aangehaalde plaats na")


def _of_the_corpus(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    asking = commands.add_parser("questions", help="toon welke passages voorbeeldvragen hebben")
    asking.add_argument("--stamp", action="store_true", help="geef nieuwe vragen de controlesom van hun passage")
    commands.add_parser("terms", help="toon woorden van de documenten waar geen gewoon woord voor is")
    modelling = commands.add_parser("model", help="maak het zoekmodel opnieuw uit de documenten en hun vragen")
    modelling.add_argument(
        "folder", type=Path, nargs="?", help="de map waar het in komt; zonder map vervangt het dat van het project"
    )
