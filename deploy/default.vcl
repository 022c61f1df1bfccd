# Varnish between nginx, which ends TLS, and the site: many readers of few pages reach the site once.
# In nginx.conf, name Varnish in `upstream` (127.0.0.1:6081), and remove the lines that begin with proxy_cache.
vcl 4.1;

import std;

backend site {
    .host = "127.0.0.1";
    .port = "8000";
    .connect_timeout = 2s;
    .first_byte_timeout = 120s;
    .probe = {
        .request =
            "GET /healthz HTTP/1.1"
            "Host: record.example"
            "Connection: close";
        .interval = 2s;
        .timeout = 2s;
        .window = 3;
        .threshold = 2;
        .initial = 2;
    }
}

# Only nginx on this machine may ask: it has set the headers that the site trusts.
acl proxies {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (client.ip !~ proxies) {
        return (synth(403));
    }
    if (req.restarts == 0) {
        # Varnish has added the address of nginx to that of the visitor.
        set req.http.X-Forwarded-For = regsub(req.http.X-Forwarded-For, ",[^,]*$", "");
    }
    unset req.http.X-Stale;
    if (req.url == "/metrics") {
        return (synth(404));
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # Users who are signed in, and pages with forms, are asked for each time.
    if (req.http.Authorization
        || (req.http.Cookie ~ "sessionid=" && req.url !~ "^/static/")
        || req.url ~ "^/(accounts|admin|approval|preview)/") {
        return (pass);
    }
    unset req.http.Cookie;
    # A healthy site is asked as soon as a page is five or ten seconds old. Only after an error may the page be older.
    if (req.restarts == 0 && std.healthy(req.backend_hint)) {
        set req.grace = 0s;
        set req.http.X-Stale = "if-error";
    } else {
        set req.grace = 1h;
    }
    return (hash);
}

sub vcl_backend_response {
    # The last good page stands in for an error, which must not take its place.
    if (beresp.status >= 500 && (bereq.is_bgfetch || bereq.http.X-Stale)) {
        return (abandon);
    }
    # What nobody has asked for within an hour is forgotten, so no withdrawn page is older when the site is away.
    set beresp.grace = 1h;
    set beresp.keep = 1h;
    if (beresp.http.Set-Cookie || beresp.http.Cache-Control ~ "(?i)no-store|private"
        || (beresp.status != 200 && beresp.status != 301 && beresp.status != 410)) {
        set beresp.ttl = 0s;
        set beresp.grace = 0s;
        set beresp.keep = 0s;
        set beresp.uncacheable = true;
        return (deliver);
    }
    if (!beresp.http.Cache-Control) {
        set beresp.ttl = 10s;
    }
    return (deliver);
}

sub vcl_synth {
    # Look once more for a page, however old. If there is none, the site is asked once more.
    if (resp.status == 503 && req.http.X-Stale) {
        return (restart);
    }
}

sub vcl_backend_error {
    # As above. A page that was asked for in the background would be replaced by the one below.
    if (bereq.is_bgfetch || bereq.http.X-Stale) {
        return (abandon);
    }
    set beresp.ttl = 0s;
    set beresp.grace = 0s;
    set beresp.uncacheable = true;
    set beresp.http.Content-Type = "text/html; charset=utf-8";
    set beresp.http.Retry-After = "10";
    set beresp.http.Cache-Control = "no-store";
    synthetic({"<!doctype html><html lang=en><title>Not available</title>
<p>Sorry, the record is not available at the moment. Please try again.
"});
    return (deliver);
}
