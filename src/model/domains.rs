use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::lead::trim_fold;

/// The mail domains that the spam tests know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Domains {
    /// Free mail: `gmail.com`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub free: Vec<String>,
    /// Throw-away mail: `mailinator.com`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disposable: Vec<String>,
}

const FREE: [&str; 20] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "msn.com",
    "yahoo.com",
    "yahoo.co.uk",
    "ymail.com",
    "icloud.com",
    "me.com",
    "aol.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "mail.com",
    "proton.me",
    "protonmail.com",
    "qq.com",
];

const DISPOSABLE: [&str; 10] = [
    "mailinator.com",
    "guerrillamail.com",
    "sharklasers.com",
    "10minutemail.com",
    "temp-mail.org",
    "tempmail.com",
    "throwawaymail.com",
    "trashmail.com",
    "yopmail.com",
    "getnada.com",
];

impl Domains {
    /// What a new model begins with; the teams add what they meet.
    pub fn well_known() -> Self {
        Self { free: FREE.map(str::to_owned).into(), disposable: DISPOSABLE.map(str::to_owned).into() }
    }

    /// The same for every lead: trimmed and folded, each once, from A to Z.
    pub(super) fn as_compared(&self) -> Self {
        let compared = |domains: &[String]| {
            let domains: BTreeSet<String> = domains.iter().map(|domain| trim_fold(domain)).collect();
            domains.into_iter().filter(|domain| !domain.is_empty()).collect()
        };
        Self { free: compared(&self.free), disposable: compared(&self.disposable) }
    }
}
