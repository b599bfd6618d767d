//! What the name of a column tells.

pub(super) use crate::lead::{MAYBE_OUTCOME_NAMES as MAY_BE_OUTCOMES, OUTCOME_NAMES as OUTCOMES, letters};

/// The name of a column, without capitals and marks: `Lead ID` and `lead_id` are `leadid`.
#[derive(Clone, Debug)]
pub(super) struct Name {
    words: Vec<String>,
    pub joined: String,
}

impl Name {
    pub fn new(header: &str) -> Self {
        let words = crate::lead::name_words(header);
        Self { joined: words.concat(), words }
    }

    /// Where the name stands in a list; the earlier, the better.
    pub fn rank(&self, list: &[&str]) -> Option<usize> {
        list.iter().position(|name| *name == self.joined)
    }

    fn has(&self, list: &[&str]) -> bool {
        self.words.iter().any(|word| list.contains(&word.as_str()))
    }

    /// Its digits are no quantity.
    pub fn is_identifier(&self) -> bool {
        let last = self.words.last().map_or("", String::as_str);
        self.has(&[
            "phone",
            "telephone",
            "mobile",
            "fax",
            "zip",
            "zipcode",
            "postcode",
            "postal",
            "plz",
            "guid",
            "uuid",
            "sku",
        ]) || matches!(last, "id" | "key" | "code")
            || self.joined == "vid"
    }

    /// Numbers in it may be times, as programs count them.
    pub fn says_when(&self) -> bool {
        const LAST: &[&str] =
            &["at", "on", "date", "time", "timestamp", "datetime", "datum", "fecha", "created", "updated", "modified"];
        self.rank(CREATED).is_some()
            || self.rank(EVENT_TIMES).is_some()
            || self.words.last().is_some_and(|last| LAST.contains(&last.as_str()))
            || ["date", "timestamp"].iter().any(|end| self.joined.ends_with(end))
    }

    /// Numbers in it may be days, as spreadsheets count them.
    pub fn says_day(&self) -> bool {
        const LAST: &[&str] = &["date", "datum", "fecha", "created", "updated", "modified", "closed"];
        self.rank(CREATED).is_some()
            || self.rank(CLOSED).is_some()
            || self.words.last().is_some_and(|last| LAST.contains(&last.as_str()))
            || self.joined.ends_with("date")
    }

    /// Its 0 and 1 mean no and yes.
    pub fn asks_yes_or_no(&self) -> bool {
        const WORDS: &[&str] = &[
            "is",
            "has",
            "flag",
            "opt",
            "optin",
            "optout",
            "subscribed",
            "unsubscribed",
            "subscriber",
            "consent",
            "active",
            "deleted",
            "bounced",
            "newsletter",
            "converted",
            "enabled",
            "verified",
            "gdpr",
            "dnc",
        ];
        self.has(WORDS)
    }
}

/// A column of the program that copied the table, which nobody has filled in.
pub(super) fn is_of_a_copier(header: &str) -> bool {
    header.trim_start().starts_with("_fivetran_")
}

// Lists of joined names, the likeliest first.

/// Names that an identifier has.
pub(super) const KEYS: &[&str] = &[
    "leadid",
    "leadkey",
    "leadnumber",
    "prospectid",
    "contactid",
    "customerid",
    "personid",
    "opportunityid",
    "recordid",
    "dealid",
    "clientid",
    "userid",
    "visitorid",
    "key",
    "id",
    "guid",
    "uuid",
    "vid",
    "email",
    "emailaddress",
    "mail",
];
/// Names that will do where every value is there and differs.
pub(super) const WEAK_KEYS: &[&str] = &[
    "lead",
    "prospect",
    "contact",
    "customer",
    "person",
    "engagementid",
    "companyid",
    "accountid",
    "name",
    "fullname",
    "company",
    "companyname",
    "account",
    "accountname",
];
/// Columns by which events may name a lead that has another key.
pub(super) const MAILS: &[&str] = crate::lead::MAIL_NAMES;
pub(super) const ACCOUNTS: &[&str] = &[
    "accountid",
    "accountkey",
    "account",
    "accountname",
    "companyid",
    "company",
    "companyname",
    "organization",
    "organisation",
    "organizationname",
    "employer",
];
pub(super) const CREATED: &[&str] = &[
    "created",
    "createdat",
    "createdate",
    "createddate",
    "createdon",
    "creationdate",
    "datecreated",
    "dateadded",
    "leadcreated",
    "leaddate",
    "engagedate",
    "signupdate",
    "signedupat",
    "registeredat",
    "registrationdate",
    "firstseen",
    "enrolldate",
    "customersince",
];
pub(super) const CLOSED: &[&str] =
    &["closed", "closedat", "closedate", "closeddate", "closedon", "dateclosed", "wondate", "outcomedate"];
pub(super) const EVENT_LEADS: &[&str] = &[
    "lead",
    "leadid",
    "leadkey",
    "contactid",
    "contact",
    "prospectid",
    "customerid",
    "personid",
    "opportunityid",
    "recordid",
    "userid",
    "visitorid",
    "dealid",
    "key",
    "email",
    "emailaddress",
    "recipient",
    "vid",
    "id",
];
pub(super) const EVENT_KINDS: &[&str] =
    &["kind", "event", "eventtype", "eventkind", "eventname", "activity", "activitytype", "engagementtype", "action"];
/// These will do in a table that is known to hold events.
pub(super) const WEAK_EVENT_KINDS: &[&str] = &["type"];
pub(super) const EVENT_TIMES: &[&str] = &[
    "at",
    "time",
    "timestamp",
    "eventtime",
    "eventdate",
    "eventat",
    "occurredat",
    "happenedat",
    "datetime",
    "date",
    "activitydate",
    "created",
    "createdat",
    "createdate",
    "createddate",
    "when",
];
pub(super) const EVENT_DETAILS: &[&str] = &[
    "detail",
    "details",
    "page",
    "pageurl",
    "url",
    "asset",
    "assetname",
    "campaign",
    "campaignname",
    "emailcampaignid",
    "subject",
    "title",
    "content",
    "description",
];
pub(super) const EVENT_AMOUNTS: &[&str] =
    &["amount", "value", "percent", "duration", "quantity", "minutes", "pages", "revenue", "score"];

/// Names that the key of an account has.
pub(super) const ACCOUNT_KEYS: &[&str] = &[
    "accountid",
    "accountkey",
    "account",
    "companyid",
    "company",
    "accountname",
    "companyname",
    "organization",
    "organisation",
    "firma",
    "unternehmen",
    "id",
    "key",
    "recordid",
    "name",
    "domain",
];
/// Where a column's name is in one of these, its different values are counted.
pub(super) const MAY_BE_KEYS: [&[&str]; 5] = [KEYS, WEAK_KEYS, ACCOUNTS, ACCOUNT_KEYS, MAILS];

/// Whether a value of an outcome column says that the lead was won.
pub(super) fn says_won(value: &str) -> bool {
    const WON: &[&str] =
        &["won", "closedwon", "dealwon", "win", "gewonnen", "gagné", "gagnée", "ganado", "ganada", "vinto", "ganho"];
    WON.contains(&letters(value).as_str())
}

pub(super) fn says_lost(value: &str) -> bool {
    const LOST: &[&str] = &[
        "lost",
        "closedlost",
        "deallost",
        "loss",
        "verloren",
        "perdu",
        "perdue",
        "perdido",
        "perdida",
        "perso",
        "persa",
    ];
    LOST.contains(&letters(value).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_whatever_their_dress() {
        for header in ["Lead ID", "lead_id", "LeadId", "property_lead-id"] {
            assert_eq!(Name::new(header).rank(KEYS), Some(0), "{header}");
        }
        assert_eq!(Name::new("property_hs_createdate").joined, "createdate");
        assert!(Name::new("portal_id").is_identifier() && !Name::new("Paid").is_identifier());
        assert!(Name::new("is_deleted").asks_yes_or_no() && !Name::new("Visits").asks_yes_or_no());
        assert!(says_won("Closed - Won") && says_lost("closedlost") && !says_won("wonderful"));
    }
}
