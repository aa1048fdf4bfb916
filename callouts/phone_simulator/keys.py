"""Where handlers find the exchange in the aiohttp application."""

from aiohttp import web

from callouts.phone_simulator.exchange import Exchange

EXCHANGE: web.AppKey[Exchange] = web.AppKey("exchange", Exchange)
