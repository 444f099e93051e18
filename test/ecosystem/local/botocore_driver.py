"""Calls Cognito Identity with botocore, as told: one JSON document per line in, one per line out.

The first line out is botocore's version. A request is {operation, input, endpoint?, credentials?}; without credentials it
is not signed, without an endpoint botocore looks for one itself. An answer is {output, status} or {error}.
"""

import json
import sys

import botocore
import botocore.session
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

session = botocore.session.Session()
clients = {}


def client_for(endpoint, credentials):
    key = json.dumps([endpoint, credentials])
    if key not in clients:
        config = Config(signature_version=None if credentials else UNSIGNED)
        clients[key] = session.create_client(
            "cognito-identity", region_name="us-east-1", endpoint_url=endpoint, config=config, **(credentials or {})
        )
    return clients[key]


def call(operation, input, endpoint=None, credentials=None, paginate=False):
    client = client_for(endpoint, credentials)
    name = botocore.xform_name(operation)
    try:
        if paginate:
            return {"output": client.get_paginator(name).paginate(**input).build_full_result()}
        output = getattr(client, name)(**input)
    except ClientError as error:
        told = error.response["Error"]
        modeled = isinstance(error, getattr(client.exceptions, told["Code"], ()))
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return {"error": {"code": told["Code"], "message": told["Message"], "modeled": modeled, "status": status}}
    except Exception as error:  # What never reached the service, or what botocore could not read.
        return {"error": {"code": type(error).__name__, "message": str(error)}}
    metadata = output.pop("ResponseMetadata")
    return {"output": output, "status": metadata["HTTPStatusCode"], "requestId": metadata.get("RequestId")}


print(json.dumps(botocore.__version__), flush=True)
for line in sys.stdin:
    print(json.dumps(call(**json.loads(line)), default=lambda date: date.isoformat()), flush=True)
