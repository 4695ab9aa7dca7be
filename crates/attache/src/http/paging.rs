//! The parameters of a query that asks for pages, as the description of the interface tells them.

use utoipa::IntoParams;

/// How to go from page to page.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the description of the interface only: `Filters` reads queries")]
pub(super) struct Paging {
    /// Only what was added after this time (RFC 3339)
    added_after: Option<String>,
    /// At most so many
    #[param(minimum = 1)]
    limit: Option<u32>,
    /// Where the page before ended, as it said
    next: Option<String>,
    /// Only objects of these versions of STIX
    #[param(rename = "match[spec_version]")]
    spec_version: Option<String>,
}
