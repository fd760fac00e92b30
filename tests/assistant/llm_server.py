"""A server that speaks the OpenAI protocol on loopback; the name of the model says how it behaves.

Run as a process of its own, so that time-outs, disconnects and streams are those of real HTTP. It prints its port, and
`GET /verzoeken` returns every request body that came in, word for word.
"""

import asyncio
import json
import os
import re
import socket
from collections import Counter
from collections.abc import AsyncIterator, Callable
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

app = FastAPI()
bodies: list[str] = []
visits: Counter[str] = Counter()


@app.get("/verzoeken")
def requests_so_far() -> list[str]:
    return bodies


@app.post("/v1/chat/completions")
async def complete(request: Request) -> Response:
    raw = (await request.body()).decode()
    bodies.append(raw)
    body = json.loads(raw)
    manner = body["model"].split("/")[0]
    visits[body["model"]] += 1
    if manner == "fout":
        return JSONResponse({"error": {"message": raw}}, status_code=500)
    if manner == "druk" or (manner == "druk_eerst" and visits[body["model"]] == 1):
        return JSONResponse({"error": {"message": "rate limit"}}, status_code=429, headers={"retry-after": "0"})
    if manner == "druk_lang":
        return JSONResponse({"error": {"message": "rate limit"}}, status_code=429, headers={"retry-after": "3600"})
    if manner == "geen_json":
        return Response("<html>502 Bad Gateway</html>", media_type="text/html")
    if manner == "stil":
        await asyncio.sleep(60)
    return StreamingResponse(events(manner, body), media_type="text/event-stream")


async def events(manner: str, body: dict[str, Any]) -> AsyncIterator[str]:
    """Stream the reply in small pieces, as a model does."""
    yield event({"role": "assistant", "content": ""})
    if manner == "druppelt":
        for _ in range(600):
            yield event({"content": " "})
            await asyncio.sleep(0.1)
    if manner == "eindeloos":
        for _ in range(10_000):
            yield event({"content": "ja dat mag " * 100})
    if manner == "kapotte_stroom":
        yield "data: {nee, dit is geen JSON\n\n"
    if manner == "weigert":
        yield event({"refusal": "Daar kan ik niet bij helpen."})
    reply = written(manner, body)
    half = len(reply) // 2
    for at in range(0, len(reply), 9):
        if manner == "verbreekt" and at > half:
            raise ConnectionError("the line goes dead on purpose")
        yield event({"content": reply[at : at + 9]})
    yield event({}, finish="stop")
    yield "data: [DONE]\n\n"


def event(delta: dict[str, Any], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
    chunk = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "x", "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n"


def written(manner: str, body: dict[str, Any]) -> str:
    """Return what the model writes; a well-behaved one does what the schema and the data ask."""
    fixed = {"weigert": "", "leeg": "", "praat": "Natuurlijk! Ja, dat mag gewoon.", "kapot": '{"zinnen": [{"zin": "Het'}
    if manner in fixed:
        return fixed[manner]
    data = json.loads(body["messages"][-1]["content"])
    form = body["response_format"]["json_schema"]
    assert form["strict"] is True and form["schema"]["additionalProperties"] is False
    (key,) = form["schema"]["required"]
    spoken = json.dumps({key: WRITERS[key](manner, data)}, ensure_ascii=False)
    return f"```json\n{spoken}\n```" if manner == "omheind" else spoken


def proposals(manner: str, data: dict[str, Any]) -> list[dict[str, str]]:
    told = " ".join(data["tekst"].split()[:3])
    found = [{"feit": fact, "waarde": values[0], "woorden": told} for fact, values in data["keuzes"].items()]
    return [*found[:1], {"feit": "gewetensnood", "waarde": "ja", "woorden": told}] if manner == "brutaal" else found


def sentences(manner: str, data: dict[str, Any]) -> list[dict[str, str]]:
    items = []
    for passage in data["passages"]:
        whole = [each for line in passage["tekst"].splitlines() for each in re.split(r"(?<=[.?]) (?=[A-Z])", line)]
        plain = re.compile(r"[A-Z‘][^?()/]{40,300}\.")
        first = next((each for each in whole if plain.fullmatch(each)), None)
        if first is None:
            continue
        words = first.split()
        if manner == "bijna_citaat":
            words[len(words) // 2] = "soms"
        said = {"concludeert": "Ja, je mag dit gewoon delen.", "bedenkt": "Dit geldt al sinds 1998 voor heel Europa."}
        place = "000-verzonnen" if manner == "vals" else passage["passage_id"]
        items.append({"zin": said.get(manner, first), "passage_id": place, "citaat": " ".join(words)})
    return items


def explanation(manner: str, data: dict[str, Any]) -> str:
    text = str(data["toelichting"])
    return text + " Jij mag dit dus delen." if manner == "concludeert" else text.replace(" helemaal", "")


WRITERS: dict[str, Callable[[str, dict[str, Any]], Any]] = {
    "feiten": proposals,
    "zinnen": sentences,
    "uitleg": explanation,
}


if __name__ == "__main__":
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    os.set_inheritable(listener.fileno(), True)
    uvicorn.Server(uvicorn.Config(app, log_level="critical")).run(sockets=[listener])
