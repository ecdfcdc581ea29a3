"""A real SMTP server (Debian python3-aiosmtpd) on a free port of the loopback address.

Prints "PORT n", then one line "MAIL base64" per message it took. A receiver whose name begins with a
number is answered with that number. Two arguments, a certificate and its key, make it offer STARTTLS; three, "login" with a
user and a password, make it take mail only from that user.
"""
import asyncio
import base64
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address[:3].isdigit():
            return address[:3] + " no mail for " + address
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        print("MAIL " + base64.b64encode(envelope.original_content or envelope.content).decode(), flush=True)
        return "250 OK"


async def main():
    settings = {}
    if len(sys.argv) == 3:
        settings["tls_context"] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        settings["tls_context"].load_cert_chain(sys.argv[1], sys.argv[2])
    if len(sys.argv) == 4:
        expected = (sys.argv[2].encode(), sys.argv[3].encode())
        settings.update(auth_required=True, auth_require_tls=False,
                        authenticator=lambda server, session, envelope, mechanism, data: AuthResult(success=(data.login, data.password) == expected))
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(Handler(), **settings), "127.0.0.1", 0)
    print("PORT %d" % server.sockets[0].getsockname()[1], flush=True)
    # The test closes our input when it is done, also when it was killed.
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
