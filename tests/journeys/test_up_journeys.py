"""`careline up` itself: one per folder, what it prints, and what it keeps to itself."""

from __future__ import annotations

import json
from urllib.request import urlopen

import pytest

from tests.running.careline import Careline
from tests.running.feeding import order_of, somebody
from tests.running.process import Up, free_ports
from tests.running.waiting import eventually

pytestmark = pytest.mark.journey


async def test_a_second_one_in_the_same_folder_says_that_one_is_running(careline: Careline) -> None:
    second = await careline.command("up")
    assert second.returncode == 1
    assert "running already" in second.stdout
    assert f"{careline.url}/chat" in second.stdout
    assert json.loads((careline.up.data_dir / "running.json").read_text())["url"] == careline.url


async def test_a_taken_port_is_named_with_what_to_do(careline: Careline) -> None:
    other = Up(ports={**free_ports(), "PORT": careline.up.ports["PORT"]})
    try:
        process = other.spawn()
        await eventually(lambda: process.poll() is not None, "the refusal", seconds=30, seen=other.output)
        assert process.returncode == 1
        assert f"port {careline.up.ports['PORT']} is taken" in other.output()
        assert "CARELINE_PORT" in other.output()
    finally:
        process.kill()
        other.destroy()


async def test_the_final_block_names_pages_and_logins_that_work(careline: Careline) -> None:
    printed = careline.up.output()
    for page in ("/chat?customer=demo-lin", "/phone?customer=demo-lin", "/hall?customer=demo-lin", "/desk"):
        assert f"{careline.url}{page}" in printed
        with urlopen(f"{careline.url}{page}") as answer:
            assert answer.status == 200
    assert "demo rule pack" in printed
    async with careline.agent("anna") as anna:
        assert (await anna.did("GET", "/me"))["agent"]["name"] == "Anna"


async def test_paused_dialling_phones_nobody_until_it_is_resumed(careline: Careline) -> None:
    paused = await careline.command("pause", "a test")
    assert paused.returncode == 0, paused.stdout
    first, second = order_of(somebody()), order_of(somebody())
    try:
        for given in (first, second):  # the second is planned a round after the first one could have been dialled
            await careline.feed.post(given.event)
            await careline.why(given.order_id, "Call planned")
        assert await careline.phones.posts_to(first.phone) == []
    finally:
        resumed = await careline.command("resume")
    assert resumed.returncode == 0, resumed.stdout
    async with careline.handset() as handset:
        await (await handset.rings(first.phone)).hang_up()


async def test_nobodys_message_number_or_address_is_in_the_logs(careline: Careline) -> None:
    word = "紫色的独角兽拖鞋"
    given = order_of(somebody("欧阳独特"))
    consumer = await careline.told_of(given)
    await consumer.ask(f"我想买{word}")
    async with careline.handset() as handset:
        call = await handset.rings(given.phone)
        await call.answer()
        await call.say(f"是我，我要{word}")
        await call.hang_up()
    for file in sorted((careline.up.data_dir / "log").glob("*.log")):
        logged = file.read_text("utf-8", errors="replace")
        for secret in (word, given.phone, given.phone.removeprefix("+86"), "欧阳独特", "江南大道9号"):
            assert secret not in logged, f"{secret} in {file.name}"
