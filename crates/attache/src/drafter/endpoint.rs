//! Where a language model answers: the address of its chat completions.

use url::Url;

use crate::{failure::Failure, transport};

/// The path of chat completions behind the version.
const COMPLETIONS: &str = "/chat/completions";

/// Reads the address of a server that speaks as OpenAI's does (llama.cpp, Ollama, vLLM): the server itself, its
/// `/v1`, or the chat completions themselves.
pub(crate) fn address(text: &str) -> Result<Url, String> {
    let example = "write an address such as http://127.0.0.1:8080";
    let mut url: Url = text.parse().map_err(|cause| format!("{cause}; {example}"))?;
    if !matches!(url.scheme(), "https" | "http") || url.host().is_none() {
        return Err(example.to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("an address holds no name and no password: give the key by --drafter-key-file".to_owned());
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("the address of a server holds no ? and no #".to_owned());
    }
    let path = url.path().trim_end_matches('/').to_owned();
    if !path.ends_with(COMPLETIONS) {
        let version = if path.ends_with("/v1") { "" } else { "/v1" };
        url.set_path(&format!("{path}{version}{COMPLETIONS}"));
    }
    Ok(url)
}

/// Refuses an address to which the operator may not have meant to send the text.
///
/// # Errors
/// Where it is another machine and that was not allowed, or where it would be reached without TLS.
pub(crate) fn check(url: &Url, other_machines: bool, plain_http: bool) -> Result<(), Failure> {
    let origin = url.origin().ascii_serialization();
    if !transport::is_here(url) && !other_machines {
        return Err(Failure::Usage(format!(
            "{origin} is another machine: the text of your reports would leave this one; use a model on this machine, or say --drafter-remote"
        )));
    }
    if !transport::is_protected(url) && !plain_http {
        return Err(Failure::Usage(format!(
            "{origin} is not https: everybody on the way could read your reports and change the answers; use https, or say --drafter-plain-http"
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{address, check};

    #[test]
    fn a_server_its_version_or_the_completions_themselves() {
        for (text, url) in [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/chat/completions"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v1/chat/completions"),
            ("http://[::1]:11434/v1", "http://[::1]:11434/v1/chat/completions"),
            ("https://llm.example/team/v1/", "https://llm.example/team/v1/chat/completions"),
            ("https://llm.example/openai", "https://llm.example/openai/v1/chat/completions"),
            ("https://llm.example/x/chat/completions", "https://llm.example/x/chat/completions"),
        ] {
            assert_eq!(address(text).unwrap().as_str(), url);
        }
        for bad in ["llm.example", "file:///x", "https://a:b@llm.example", "https://llm.example/?a=1", ""] {
            assert!(address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn other_machines_and_plain_http_must_be_asked_for() {
        let fine = |url: &str, others, plain| check(&address(url).unwrap(), others, plain).is_ok();
        for here in ["http://127.0.0.1:1", "http://localhost:1", "https://[::1]:1"] {
            assert!(fine(here, false, false), "{here}");
        }
        for there in ["http://llm.example", "http://10.0.0.7:8080", "http://localhost.example"] {
            assert!(!fine(there, false, false) && !fine(there, true, false) && !fine(there, false, true));
            assert!(fine(there, true, true));
        }
        assert!(!fine("https://llm.example", false, true) && fine("https://llm.example", true, false));
    }
}
