#!/usr/bin/env bash
# Measures whether the time of a refused login tells who exists: attempts with a user that does not exist and attempts with
# the operator's name and a wrong password, in turn, against the packaged application. Prints both medians and their ratio.
#
#   scripts/measure-login.sh [ATTEMPTS]      attempts of each kind, 200 if not given, 12,000 at most
#
# The limits on guessing stay as they are. Each address of 127.0.0.0/8 is a client of its own: every attempt comes from
# another one, and no agent sees a user fail thirty times: the attempts are spread over several, started one after the
# other. JAVA_HOME selects the JDK.
set -euo pipefail

# shellcheck source=scripts/lib-measure.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib-measure.sh"

attempts=${1:-200}
if ! [[ $attempts =~ ^[1-9][0-9]{0,4}$ ]] || [ "$attempts" -gt 12000 ]; then
  die "the number of attempts is a whole number from 1 to 12000, not '$attempts'"
fi

readonly per_agent=25 warm_up=5 user=measured-operator password='correct horse battery staple'

app_env=("STATUS_PANEL_USERNAME=$user" "STATUS_PANEL_PASSWORD=$password")
status_app=$root/target/quarkus-app
if [ ! -f "$status_app/quarkus-run.jar" ]; then
  progress 'building Status'
  "$root/mvnw" -B -q -f "$root/pom.xml" -DskipTests package >&2 || die 'Status does not build'
fi

ms() { awk -v seconds="$1" 'BEGIN { print seconds * 1000 }'; }

# attempt ADDRESS USER: prints the seconds that the answer took; anything but a 401 ends the measurement.
attempt() {
  local answer
  answer=$(curl -s -o /dev/null --interface "$1" --noproxy '*' -w '%{http_code} %{time_starttransfer}' \
    -H 'Accept: application/json' --data-urlencode "username=$2" --data-urlencode 'password=wrong' \
    "http://127.0.0.1:$port/login")
  [ "${answer%% *}" = 401 ] || die "a login was answered with ${answer%% *}, not 401"
  printf '%s\n' "${answer##* }"
}

# Starts an agent that nobody has failed at yet, and warms it up with logins of a third name.
fresh_agent() {
  local i limit
  port=$(free_port)
  start_app "$status_app" "$port" serve
  limit=$(($(now_ms) + start_limit_ms))
  until answers_200 "$port" /health; do
    kill -0 "$app_pid" 2>/dev/null || app_failed 'ended before its first answer'
    [ "$(now_ms)" -lt "$limit" ] || app_failed 'did not start'
    pause 0.05
  done
  for ((i = 1; i <= warm_up; i++)); do
    attempt "127.1.0.$i" warm-up >/dev/null
  done
}

done_so_far=0
while [ "$done_so_far" -lt "$attempts" ]; do
  fresh_agent
  for ((i = 1; i <= per_agent && done_so_far < attempts; i++)); do
    if ((i % 2)); then
      attempt "127.2.0.$i" nobody-of-that-name >>"$work/user"
      attempt "127.3.0.$i" "$user" >>"$work/password"
    else
      attempt "127.3.0.$i" "$user" >>"$work/password"
      attempt "127.2.0.$i" nobody-of-that-name >>"$work/user"
    fi
    done_so_far=$((done_so_far + 1))
  done
  progress "$done_so_far of $attempts"
  stop_app
done

printf 'JDK %s, %s attempts of each kind, in turn\n\n' "$(java_version)" "$attempts"
read -r user_min user_median user_max <<<"$(spread user)"
read -r password_min password_median password_max <<<"$(spread password)"
printf '%-16s %9s %9s %9s\n' '' min median max
printf '%-16s %7.1f ms %7.1f ms %7.1f ms\n' \
  'wrong user' "$(ms "$user_min")" "$(ms "$user_median")" "$(ms "$user_max")" \
  'wrong password' "$(ms "$password_min")" "$(ms "$password_median")" "$(ms "$password_max")"
awk -v a="$user_median" -v b="$password_median" 'BEGIN { printf "\nratio of medians %.3f\n", a / b }'
