"""A store that speaks S3, by moto, in front of which every signature is computed again by botocore.

serve PORT-FILE [SECONDS]   serves until it is killed, with a clock that is so many seconds ahead; writes its port
make ENDPOINT BUCKET        makes a bucket
take ENDPOINT BUCKET FOLDER writes all objects into a folder, by name
put ENDPOINT BUCKET NAME FILE  replaces an object, whatever is there
"""

import datetime
import os
import sys
from urllib.parse import parse_qs, parse_qsl, urlencode

KEY, SECRET = "a-key", "a-secret"


def signature_of(environ, query, date, region, names):
    from botocore.auth import S3SigV4QueryAuth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    rest = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "X-Amz-Signature"]
    header = lambda name: environ.get("HTTP_" + name.upper().replace("-", "_"), "")
    url = f"http://{header('host')}{environ['RAW_URI'].split('?')[0]}?{urlencode(rest)}"
    headers = {name: header(name) for name in names if name != "host"}
    request = AWSRequest(method=environ["REQUEST_METHOD"], url=url, headers=headers)
    request.context["timestamp"] = date
    auth = S3SigV4QueryAuth(Credentials(KEY, SECRET), "s3", region)
    return auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)


def refusal(environ, ahead):
    """Why a request is refused, or nothing."""
    query = environ.get("QUERY_STRING", "")
    one = {name: values[0] for name, values in parse_qs(query).items()}
    if "X-Amz-Signature" not in one:
        # Requests by boto3, which signs in a header.
        return None if "HTTP_AUTHORIZATION" in environ else "AccessDenied"
    key, _, region, _, _ = one["X-Amz-Credential"].split("/")
    if key != KEY:
        return "InvalidAccessKeyId"
    names = one["X-Amz-SignedHeaders"].split(";")
    for condition in ("if-match", "if-none-match"):
        if "HTTP_" + condition.upper().replace("-", "_") in environ and condition not in names:
            return "AccessDenied"
    if signature_of(environ, query, one["X-Amz-Date"], region, names) != one["X-Amz-Signature"]:
        return "SignatureDoesNotMatch"
    sent = datetime.datetime.strptime(one["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.timezone.utc)
    now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=ahead)
    return "RequestTimeTooSkewed" if abs((now - sent).total_seconds()) > 900 else None


def serve(port_file, ahead):
    from moto.server import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    moto = DomainDispatcherApplication(create_backend_app)

    def application(environ, start):
        code = refusal(environ, ahead)
        if code is None:
            return moto(environ, start)
        start("403 Forbidden", [("Content-Type", "application/xml")])
        return [f"<Error><Code>{code}</Code><Message>refused</Message></Error>".encode()]

    server = make_server("127.0.0.1", 0, application, threaded=True)
    with open(port_file + ".next", "w") as file:
        file.write(str(server.port))
    os.rename(port_file + ".next", port_file)
    server.serve_forever()


def client(endpoint):
    import boto3

    return boto3.client(
        "s3", endpoint_url=endpoint, aws_access_key_id=KEY, aws_secret_access_key=SECRET, region_name="us-east-1"
    )


def take(endpoint, bucket, folder):
    store = client(endpoint)
    for page in store.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for one in page.get("Contents", []):
            path = os.path.join(folder, one["Key"])
            os.makedirs(os.path.dirname(path), exist_ok=True)
            store.download_file(bucket, one["Key"], path)


def main():
    verb, *rest = sys.argv[1:]
    if verb == "serve":
        serve(rest[0], int(rest[1]) if len(rest) > 1 else 0)
    elif verb == "make":
        client(rest[0]).create_bucket(Bucket=rest[1])
    elif verb == "take":
        take(*rest)
    else:
        with open(rest[3], "rb") as file:
            client(rest[0]).put_object(Bucket=rest[1], Key=rest[2], Body=file.read())


main()
