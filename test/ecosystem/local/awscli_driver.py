"""Runs AWS CLI commands: reads one JSON document per line, {argv, environment}, and writes one, {exitCode, stdout, stderr}.

The CLI takes most of its time to start. Here it starts once; each command runs in a fork of this process, which is as
separate from the other commands as a process of its own. The first line out is the CLI's version.
"""

import json
import os
import sys
import tempfile

import awscli
from awscli.clidriver import create_clidriver


def run(driver, argv, environment):
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(stdout.fileno(), 1)
            os.dup2(stderr.fileno(), 2)
            os.environ.update(environment)
            os._exit(exit_code(driver, argv))
        status = os.waitpid(child, 0)[1]
        return {"exitCode": os.waitstatus_to_exitcode(status), "stdout": text(stdout), "stderr": text(stderr)}


def exit_code(driver, argv):
    try:
        return driver.main(argv)
    except SystemExit as end:
        return end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def text(file):
    file.seek(0)
    return file.read().decode()


driver = create_clidriver()
# A client reads the models and the endpoints of all regions; every fork then has them.
keys = {"aws_access_key_id": "unused", "aws_secret_access_key": "unused"}
driver.session.create_client("cognito-identity", region_name="us-east-1", **keys)
print(json.dumps(f"aws-cli/{awscli.__version__}"), flush=True)
for line in sys.stdin:
    print(json.dumps(run(driver, **json.loads(line))), flush=True)
