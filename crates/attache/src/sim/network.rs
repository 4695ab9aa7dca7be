//! The network of the simulation: a request of one node is handed to the router of another, or is lost, or its
//! answer is.

use std::sync::Mutex;

use axum::{Router, body::Body};
use http::{Request, header};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use super::chance::Draw;
use crate::transport::{Answer, Fetch, FetchError, Wanted};

/// How bad the network is, in percent.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weather {
    /// A request does not arrive.
    pub(super) lost: usize,
    /// The answer does not arrive: what the server did, it did.
    pub(super) unanswered: usize,
    /// The answer is cut off on the way.
    pub(super) cut: usize,
}

/// A line from one node to the server of another.
pub(super) struct Line<'a> {
    pub(super) runtime: &'a Runtime,
    pub(super) router: Option<Router>,
    pub(super) token: String,
    pub(super) weather: Weather,
    pub(super) draw: Mutex<Draw>,
}

impl Line<'_> {
    fn happens(&self, percent: usize) -> bool {
        self.draw.lock().unwrap().happens(percent)
    }

    async fn asked(&self, router: Router, wanted: &Wanted) -> Answer {
        let path = wanted.url.as_str().split_once(".example").map_or("/", |(_, path)| path).to_owned();
        let request = Request::get(path)
            .header(header::ACCEPT, &wanted.accept)
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .body(Body::empty())
            .unwrap();
        let response = router.oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }
}

impl Fetch for Line<'_> {
    fn get(&self, wanted: &Wanted) -> Result<Answer, FetchError> {
        let nothing = || FetchError::Unreachable("the network".into());
        let router = self.router.clone().ok_or_else(nothing)?;
        if self.happens(self.weather.lost) {
            return Err(nothing());
        }
        let mut answer = self.runtime.block_on(self.asked(router, wanted));
        if self.happens(self.weather.unanswered) {
            return Err(nothing());
        }
        if self.happens(self.weather.cut) {
            let half = answer.body.len() / 2;
            answer.body.truncate(half);
        }
        Ok(answer)
    }
}
