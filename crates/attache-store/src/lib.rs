//! Keeping: the log of records and the questions that it answers.
//!
//! [`Store`] is the one door. [`Memory`] is slow and obviously right and serves as the oracle;
//! [`Sqlite`] is the default. The suite in `conformance` (feature `testkit`) runs on
//! every adapter, always. Adapters share no code but the nouns of the trait.

pub mod any_id;
pub mod article_listing;
pub mod commit;
#[cfg(any(test, feature = "testkit"))]
pub mod conformance;
pub mod edge;
mod excerpts;
#[cfg(any(test, feature = "testkit"))]
pub mod faulty;
pub mod finding;
pub mod memory;
pub mod page;
pub mod sharing;
pub mod sheet;
pub mod sqlite;
pub mod store;
pub mod store_error;

pub use any_id::AnyId;
pub use article_listing::ArticleListing;
pub use commit::{Commit, Committed, EntryOutcome, Fetch, NewEntry, Removal, Setting, VersionMatch};
pub use edge::Edge;
pub use finding::{Checked, Finding};
pub use memory::Memory;
pub use page::{Entry, Page, PageQuery};
pub use sharing::Sharing;
pub use sheet::{Place, Sheet};
pub use sqlite::Sqlite;
pub use store::{Appended, Rebuilt, Store};
pub use store_error::StoreError;
