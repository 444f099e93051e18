#!/usr/bin/env bash
# Whose keys Celery's messaging library signs with if a process has two connections to SQS. Needs python3-kombu 5.2 of Debian 12.
#
# Guess: each connection signs with the keys in its URL. It was not written down; this was seen while another guess was run.
# Found (5.2.4): queues in `predefined_queues` are kept by their name for all connections of a process. A second connection with other keys, and
# with a queue of the same name in another account, signs with the keys of the first one.
set -euo pipefail
[[ "$(/usr/bin/python3 -c 'import kombu; print(kombu.__version__)')" == "5.2.4" ]] || { echo "needs python3-kombu of Debian 12"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > run.py <<'PY'
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

from kombu import Connection


class Server(BaseHTTPRequestHandler):
    def do_POST(self):
        members = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        key = re.search(r"Credential=(\w+)", self.headers["Authorization"])[1]
        if members["Action"] == ["SendMessage"]:
            print(f"{key} sends to {members['QueueUrl'][0].split('/', 3)[3]}", flush=True)
        self.send_response(200)
        self.send_header("content-type", "text/xml")
        self.end_headers()
        attributes = "<GetQueueAttributesResponse><GetQueueAttributesResult/></GetQueueAttributesResponse>"
        message = "<SendMessageResponse><SendMessageResult><MessageId>1</MessageId></SendMessageResult></SendMessageResponse>"
        self.wfile.write((message if members["Action"] == ["SendMessage"] else attributes).encode())

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
Thread(target=server.serve_forever, daemon=True).start()
host = f"127.0.0.1:{server.server_port}"
for key, account in ("ALICE", "111111111111"), ("BOB", "222222222222"):
    queues = {"jobs": {"url": f"http://{host}/{account}/jobs"}}
    options = {"is_secure": False, "region": "us-east-1", "predefined_queues": queues}
    with Connection(f"sqs://{key}:secret@{host}", transport_options=options) as connection:
        print(f"connection of {key}, queue of {account}:", flush=True)
        producer = connection.Producer()
        producer.publish("job", exchange="", routing_key="jobs")
PY
printed=$(env -u AWS_SESSION_TOKEN -u AWS_PROFILE AWS_EC2_METADATA_DISABLED=true HOME="$folder" /usr/bin/python3 run.py)
echo "$printed"
[ "$printed" = "connection of ALICE, queue of 111111111111:
ALICE sends to 111111111111/jobs
connection of BOB, queue of 222222222222:
ALICE sends to 222222222222/jobs" ]
