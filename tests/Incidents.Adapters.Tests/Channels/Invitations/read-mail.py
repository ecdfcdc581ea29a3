"""Reads one mail from standard input with Python's own parser and prints its structure as JSON, so that not the library that wrote it says how it came out."""
import base64
import email
import email.policy
import json
import sys


def tree(part):
    return {
        "type": part.get_content_type(),
        "parameters": dict(part["content-type"].params) if part["content-type"] else {},
        "disposition": part.get_content_disposition(),
        "file": part.get_filename(),
        "content": None if part.is_multipart() else base64.b64encode(part.get_payload(decode=True)).decode(),
        "parts": [tree(inner) for inner in part.iter_parts()] if part.is_multipart() else [],
        "defects": [str(defect) for defect in part.defects],
    }


message = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
print(json.dumps({"headers": [[name, str(value)] for name, value in message.items()], "body": tree(message)}))
