//! Against a server of one answer on this machine, and the simulated transport that others test with.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpListener,
    sync::mpsc::Receiver,
};

use http::HeaderMap;

use super::{Answer, Fetch, FetchError, Https, Wanted, is_protected};
use crate::remote::{Hidden, Login, Remote, address};

/// A transport that answers by a function.
pub(crate) struct Simulated<F>(pub(crate) F);

impl<F> Fetch for Simulated<F>
where
    F: Fn(&Wanted) -> Result<Answer, FetchError> + Send + Sync,
{
    fn get(&self, wanted: &Wanted) -> Result<Answer, FetchError> {
        (self.0)(wanted)
    }
}

/// An answer with this status and body.
pub(crate) fn answer(status: u16, body: impl Into<Vec<u8>>) -> Answer {
    Answer { status, headers: HeaderMap::new(), body: body.into() }
}

/// A remote at this address, with a token.
pub(crate) fn remote(partner: &str, url: &str) -> Remote {
    Remote {
        partner: partner.parse().unwrap(),
        url: address(url).unwrap(),
        collections: std::collections::BTreeSet::new(),
        login: Some(Login::Bearer { token: Hidden::new("marigold".into()) }),
        authority: None,
        client_certificate: None,
        verifier: None,
        plain_http: false,
        minutes: 15,
    }
}

/// A server that gives these answers, one a connection, and hands over what it was asked.
fn server(answers: Vec<String>) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let (tell, asked) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let mut head = String::new();
            for line in BufReader::new(stream.try_clone().unwrap()).lines() {
                let line = line.unwrap();
                if line.is_empty() {
                    break;
                }
                head.push_str(&line);
                head.push('\n');
            }
            let _ = tell.send(head);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (url, asked)
}

fn got(url: &str, limit: usize) -> Result<Answer, FetchError> {
    let https = Https::new(&remote("harbour", url)).unwrap();
    https.get(&Wanted { url: url.parse().unwrap(), accept: "application/json".into(), limit })
}

#[test]
fn a_page_comes_with_status_headers_and_body_and_the_secret_went_out() {
    let page =
        "HTTP/1.1 404 Nope\r\ncontent-length: 2\r\nx-taxii-date-added-last: x\r\nconnection: close\r\n\r\n{}";
    let (url, asked) = server(vec![page.into()]);
    let answer = got(&url, 10).unwrap();
    assert_eq!((answer.status, answer.body.as_slice()), (404, &b"{}"[..]));
    assert_eq!(answer.headers.get("x-taxii-date-added-last").unwrap(), "x");
    let head = asked.recv().unwrap().to_lowercase();
    assert!(head.contains("authorization: bearer marigold") && head.contains("accept: application/json"));
}

#[test]
fn what_is_too_long_is_not_read_whether_it_says_so_or_not() {
    let stated = "HTTP/1.1 200 OK\r\ncontent-length: 4000000000\r\n\r\n".to_owned();
    let chunked = format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{}",
        format!("100\r\n{}\r\n", "a".repeat(256)).repeat(50)
    );
    for page in [stated, chunked] {
        let (url, _asked) = server(vec![page]);
        assert_eq!(got(&url, 1000), Err(FetchError::TooLong { limit: 1000 }));
    }
}

#[test]
fn a_connection_that_breaks_is_a_failure_and_no_short_page() {
    let (url, _asked) = server(vec!["HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf".into()]);
    assert!(matches!(got(&url, 1000), Err(FetchError::Unreachable(_))));
}

#[test]
fn a_redirect_to_another_place_is_not_followed() {
    let (other, other_asked) = server(vec!["HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".into()]);
    let away =
        format!("HTTP/1.1 302 Away\r\nlocation: {other}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    let (url, _asked) = server(vec![away]);
    assert_eq!(got(&url, 1000).unwrap().status, 302);
    assert!(other_asked.try_recv().is_err(), "nobody else was asked, and no secret went there");
}

#[test]
fn without_tls_only_this_machine_is_spoken_to() {
    for (url, fine) in [
        ("https://desk.example/", true),
        ("http://desk.example/", false),
        ("http://127.0.0.1:8080/", true),
        ("http://[::1]/", true),
        ("http://localhost/", true),
        ("http://localhost.desk.example/", false),
        ("http://192.0.2.1/", false),
    ] {
        assert_eq!(is_protected(&url.parse().unwrap()), fine, "{url}");
    }
    assert!(matches!(got("http://desk.example/", 10), Err(FetchError::Unprotected(_))));
}

#[test]
fn a_certificate_file_that_holds_none_is_refused_at_once() {
    let remote = Remote { authority: Some("hello".into()), ..remote("harbour", "https://desk.example/") };
    assert!(matches!(Https::new(&remote), Err(FetchError::Unusable(_))));
}
