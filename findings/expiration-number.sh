#!/usr/bin/env bash
# How languages read the number that Cognito writes as the expiration of credentials, such as 1.796058998E9 (2026-11-30T17:16:38Z).
# Needs bash 5.2, guile-3.0, guile-json, sbcl, and cl-yason of Debian 12.
#
# Guess: yason reads a `double-float`, Guile's functions for dates accept what guile-json returns, and Bash refuses the number.
# Found (yason 0.7.6, guile-json 4.7.3, Bash 5.2.15): yason reads a `single-float`, which is ten seconds too late here, and up to a minute
# elsewhere. `gmtime` and `make-time` of Guile refuse a number that is not exact. `printf` of Bash prints an error, and then a time of 1970.
set -euo pipefail
for package in guile-json sbcl cl-yason; do
  dpkg-query -W $package > /dev/null 2>&1 || { echo "needs $package of Debian 12"; exit 1; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"Expiration":1.796058998E9}' > credentials.json
cat > read.lisp <<'LISP'
(require :asdf)
(let ((*standard-output* (make-broadcast-stream)) (*error-output* (make-broadcast-stream)))
  (handler-bind ((warning #'muffle-warning)) (asdf:load-system :yason)))
(let ((expiration (gethash "Expiration" (with-open-file (stream "credentials.json") (yason:parse stream)))))
  (format t "yason: ~(~a~), ~d seconds too late~%" (type-of expiration) (- (rational expiration) 1796058998)))
LISP
cat > read.scm <<'SCHEME'
(use-modules (json))
(define expiration (assoc-ref (call-with-input-file "credentials.json" json->scm) "Expiration"))
(format #t "Guile: gmtime ~a~%" (catch #t (lambda () (strftime "%FT%TZ" (gmtime expiration))) (lambda (key . _) key)))
(format #t "Guile, exact: gmtime ~a~%" (strftime "%FT%TZ" (gmtime (inexact->exact (floor expiration)))))
SCHEME
printed=$(
  export HOME=$folder
  timeout 200 sbcl --noinform --non-interactive --load read.lisp
  guile --no-auto-compile read.scm
  echo "Bash: $(TZ=UTC bash -c 'printf "%(%FT%TZ)T" 1.796058998E9' 2>&1 | sed 's/.*printf: //' | paste -sd' ')"
)
echo "$printed"
[ "$printed" = "yason: single-float, 10 seconds too late
Guile: gmtime wrong-type-arg
Guile, exact: gmtime 2026-11-30T17:16:38Z
Bash: 1.796058998E9: invalid number 1970-01-01T00:00:01Z" ]
