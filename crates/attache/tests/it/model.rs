//! A server that speaks as a language model's does, well and badly, by a script.

use std::{
    convert::Infallible,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes},
    http::{HeaderMap, Response},
};
use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};

/// What it does with a request.
#[derive(Clone, Debug)]
pub(crate) enum Does {
    /// Answers with these answered of source, cue and content.
    Credits(Vec<[String; 3]>),
    /// Answers with this as the content of its message.
    Says(String),
    /// Answers with this as its message.
    Message(Value),
    /// Answers with this status, these headers and this body.
    Sends(u16, Vec<(&'static str, String)>, String),
    /// Waits longer than anybody should.
    Dawdles,
    /// Never ends its body.
    Drones,
    /// Breaks off in the middle of its body.
    Breaks,
}

/// Entries of words.
pub(crate) fn credits(answered: &[[&str; 3]]) -> Does {
    Does::Credits(answered.iter().map(|entry| entry.map(str::to_owned)).collect())
}

/// What it was asked.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Asked {
    /// The passage that it was asked about.
    pub(crate) fn passage(&self) -> String {
        let data = self.body["messages"][1]["content"].as_str().unwrap();
        serde_json::from_str::<Value>(data).unwrap()["passage"].as_str().unwrap().to_owned()
    }
}

/// The server; it ends with the test.
pub(crate) struct Model {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    _runtime: tokio::runtime::Runtime,
}

impl Model {
    /// A server that does these things, one a request, and the last of them ever after.
    pub(crate) fn new(script: Vec<Does>) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let asked = Arc::new(Mutex::new(Vec::<Asked>::new()));
        let seen = Arc::clone(&asked);
        let handler = move |request: axum::extract::Request| {
            let (seen, script) = (Arc::clone(&seen), script.clone());
            async move {
                let (head, body) = request.into_parts();
                let bytes = axum::body::to_bytes(body, 1 << 20).await.unwrap();
                let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
                let number = {
                    let mut seen = seen.lock().unwrap();
                    seen.push(Asked { path: head.uri.path().to_owned(), headers: head.headers, body });
                    seen.len() - 1
                };
                done(script.get(number).or(script.last()).unwrap()).await
            }
        };
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(async move { axum::serve(listener, Router::new().fallback(handler)).await });
        Self { address, asked, _runtime: runtime }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

fn completion(message: &Value, finish: &str) -> String {
    json!({
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "small",
        "choices": [{ "index": 0, "message": message, "finish_reason": finish }],
        "usage": { "prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2 },
    })
    .to_string()
}

async fn done(does: &Does) -> Response<Body> {
    let (status, headers, body) = match does {
        Does::Credits(answered) => {
            let entries: Vec<Value> = answered
                .iter()
                .map(|[source, cue, content]| json!({ "source": source, "cue": cue, "content": content }))
                .collect();
            let content = json!({ "attributions": entries }).to_string();
            (200, vec![], Body::from(completion(&json!({ "role": "assistant", "content": content }), "stop")))
        }
        Does::Says(content) => (200, vec![], Body::from(completion(&json!({ "content": content }), "stop"))),
        Does::Message(message) => (200, vec![], Body::from(completion(message, "stop"))),
        Does::Sends(status, headers, body) => (*status, headers.clone(), Body::from(body.clone())),
        Does::Dawdles => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            (200, vec![], Body::empty())
        }
        Does::Drones => {
            let more = Ok::<_, Infallible>(Bytes::from(vec![b' '; 4096]));
            (200, vec![], Body::from_stream(stream::repeat_with(move || more.clone())))
        }
        Does::Breaks => {
            let half = stream::iter([Ok(Bytes::from("{\"choices\": [")), Err(std::io::Error::other("gone"))]);
            // What was written goes out before the connection breaks.
            let half = half.then(|part| async {
                tokio::time::sleep(Duration::from_millis(20)).await;
                part
            });
            (200, vec![], Body::from_stream(half))
        }
    };
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(name, value);
    }
    response.body(body).unwrap()
}
