#!/usr/bin/env bash
# How Symfony's packages for AWS read a session token from the address of a service (DSN). Needs php-symfony-amazon-mailer,
# php-symfony-amazon-sqs-messenger, and php-symfony-http-client 5.4 of Debian 12.
#
# Guess: `session_token` is a parameter of both, and is signed.
# Found (5.4.53): it is one of the mailer for SES. The transport of Messenger for SQS refuses it, and has no other place for a token.
set -euo pipefail
for package in php-symfony-amazon-mailer php-symfony-amazon-sqs-messenger php-symfony-http-client; do
  [[ "$(dpkg-query -W -f '${Version}' $package 2> /dev/null)" == 5.4.* ]] || { echo "needs $package 5.4 of Debian 12"; exit 1; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > run.php <<'PHP'
<?php
foreach (["Component/HttpClient", "Component/Mailer", "Component/Mailer/Bridge/Amazon", "Component/Messenger", "Component/Messenger/Bridge/AmazonSqs"] as $part) {
    require "Symfony/$part/autoload.php";
}

use Symfony\Component\HttpClient\MockHttpClient;
use Symfony\Component\HttpClient\Response\MockResponse;
use Symfony\Component\Mailer\Bridge\Amazon\Transport\SesTransportFactory;
use Symfony\Component\Mailer\Transport\Dsn;
use Symfony\Component\Messenger\Bridge\AmazonSqs\Transport\Connection;
use Symfony\Component\Mime\Email;

$send = function (string $title, callable $call) {
    $client = new MockHttpClient(function ($method, $url, $options) use (&$seen) {
        $headers = implode("\n", $options["headers"]);
        preg_match("/Credential=(\\w+)/", $headers, $key);
        $seen = $key[1] . " with " . (preg_match("/x-amz-security-token: (\\w+)/i", $headers, $token) ? $token[1] : "no token");
        return new MockResponse("{}");
    });
    try {
        $call($client);
    } catch (\Throwable $error) {
        $seen = $seen ?? strtok($error->getMessage(), "."); // the request counts, not what comes of it
    }
    echo "$title: $seen\n";
};
foreach (["", "&session_token=DSNTOKEN"] as $token) {
    $title = $token ? "with a token" : "without a token";
    $send("mailer, $title", function ($client) use ($token) {
        $mailer = (new SesTransportFactory(null, $client))->create(Dsn::fromString("ses+api://DSNKEY:secret@default?region=us-east-1$token"));
        $mailer->send((new Email())->from("a@example.com")->to("b@example.com")->subject("subject")->text("text"));
    });
    $send("SQS, $title", function ($client) use ($token) {
        Connection::fromDsn("sqs://default/queue?access_key=DSNKEY&secret_key=secret&region=us-east-1$token", [], $client)->get();
    });
}
PHP
printed=$(AWS_ACCESS_KEY_ID=ENVKEY AWS_SECRET_ACCESS_KEY=secret AWS_SESSION_TOKEN=ENVTOKEN HOME=$folder php -d display_errors=0 run.php 2> /dev/null)
echo "$printed"
[ "$printed" = "mailer, without a token: DSNKEY with no token
SQS, without a token: DSNKEY with no token
mailer, with a token: DSNKEY with DSNTOKEN
SQS, with a token: Unknown option found in DSN: [session_token]" ]
