//! What attributes are usually called, whatever program wrote their names.

use std::{
    collections::{HashMap, VecDeque},
    ops::Range,
};

use super::fold;

/// Names of columns that say how a lead ended, without capitals and marks; the likeliest first.
pub const OUTCOME_NAMES: &[&str] = &[
    "outcome",
    "dealstage",
    "opportunitystage",
    "leadstatus",
    "dealstatus",
    "opportunitystatus",
    "salesstage",
    "stage",
    "status",
    "leadstage",
    "result",
];

/// Names of columns that may say so where they have two values.
pub const MAYBE_OUTCOME_NAMES: &[&str] = &[
    "converted",
    "isconverted",
    "conversion",
    "won",
    "iswon",
    "win",
    "closedwon",
    "success",
    "successful",
    "issuccessful",
    "purchased",
    "purchase",
    "bought",
    "sold",
    "sale",
    "deposit",
    "subscribed",
    "signed",
    "signedup",
    "hired",
    "customer",
    "iscustomer",
    "becamecustomer",
    "revenue",
    "target",
    "label",
    "class",
    "y",
    "gewonnen",
    "abschluss",
    "gekauft",
];

/// Names of columns of e-mail addresses, the usual first.
pub const MAIL_NAMES: &[&str] =
    &["email", "emailaddress", "mail", "workemail", "businessemail", "primaryemail", "mailaddress", "emailadresse"];

/// One thing in each line, by the names that HubSpot, Salesforce, Marketo, Mautic and people have for it, the usual first.
const SAME: &[&[&str]] = &[
    MAIL_NAMES,
    &["firstname", "givenname", "forename", "vorname", "prenom"],
    &["lastname", "surname", "familyname", "nachname", "nom"],
    &["fullname", "name", "contactname", "leadname", "personname"],
    &[
        "jobtitle",
        "title",
        "position",
        "jobposition",
        "job",
        "jobrole",
        "role",
        "occupation",
        "profession",
        "designation",
    ],
    &["seniority", "jobseniority", "senioritylevel", "joblevel", "managementlevel"],
    &["department", "dept", "jobfunction", "abteilung"],
    &[
        "company",
        "companyname",
        "account",
        "accountname",
        "companyaccount",
        "organization",
        "organisation",
        "organizationname",
        "employer",
        "businessname",
        "associatedcompany",
        "inferredcompany",
        "firma",
        "unternehmen",
    ],
    &[
        "employees",
        "numberofemployees",
        "numemployees",
        "noofemployees",
        "nofemployees",
        "employeecount",
        "companysize",
        "accountsize",
        "headcount",
        "companyemployees",
        "employeerange",
        "mitarbeiter",
        "mitarbeiterzahl",
    ],
    &["industry", "sector", "companyindustry", "industrysector", "vertical", "inferredindustry", "branche"],
    &[
        "annualrevenue",
        "revenue",
        "companyrevenue",
        "accountrevenue",
        "yearlyrevenue",
        "annualturnover",
        "turnover",
        "revenuerange",
        "jahresumsatz",
        "umsatz",
    ],
    &[
        "country",
        "countryregion",
        "countryname",
        "countrycode",
        "billingcountry",
        "mailingcountry",
        "companycountry",
        "inferredcountry",
        "ipcountry",
        "land",
    ],
    &["county"],
    &["state", "stateregion", "province", "stateprovince", "billingstate", "mailingstate", "inferredstateregion"],
    &["city", "town", "billingcity", "mailingcity", "companycity", "inferredcity", "ipcity", "ort", "stadt"],
    &["zip", "zipcode", "postalcode", "postcode", "billingpostalcode", "mailingpostalcode", "plz"],
    &["phone", "phonenumber", "telephone", "mainphone", "businessphone", "telefon"],
    &["mobile", "mobilephone", "mobilephonenumber", "cellphone"],
    &["website", "websiteurl", "web", "homepage", "domain", "companydomainname"],
    &[
        "leadsource",
        "source",
        "originalsource",
        "originalsourcetype",
        "originaltrafficsource",
        "analyticssource",
        "utmsource",
        "leadorigin",
        "origin",
        "accountsource",
    ],
    &["consent", "optin", "marketingconsent", "marketingoptin", "emailoptin", "gdprconsent", "newsletteroptin"],
    &["content"],
    &["age", "ageyears", "ageinyears", "customerage", "alter"],
    &["budget", "availablebudget", "estimatedbudget", "budgetamount"],
    &[
        "purchasetimeline",
        "timeline",
        "purchasetimeframe",
        "timeframe",
        "buyingtimeframe",
        "buyingtimeline",
        "timetobuy",
    ],
    &["technology", "technologies", "webtechnologies", "techstack", "technologiesused", "toolsused"],
    &["relation", "relationship", "relationtype", "contacttype", "customertype", "persontype", "accounttype", "type"],
    &["orders", "ordercount", "totalorders", "numberoforders", "numorders", "purchases", "numpurchases"],
    &["totalspend", "totalspent", "spend", "totalrevenue", "lifetimevalue", "customerlifetimevalue", "ltv", "clv"],
    &["lastpurchase", "lastpurchasedate", "lastorder", "lastorderdate", "recentpurchasedate"],
    &["loyaltytier", "loyaltylevel", "loyaltystatus", "membershiptier", "membershiplevel", "customertier", "tier"],
    &["favouritecategory", "favoritecategory", "preferredcategory", "topcategory"],
    &["language", "preferredlanguage", "preferredlocale", "locale", "sprache"],
];

/// What programs put before every name.
const CONTAINERS: &[&str] = &["property", "properties", "hs", "attributes", "fields", "custom"];
/// The same, where a mark says that what follows is within: `contact.email`.
const WHOSE: &[&str] = &["contact", "contacts", "lead", "leads", "person", "prospect", "customer"];
/// How an attribute of a lead's account begins.
const ACCOUNT: &str = "account:";

/// The name without capitals and marks: `Lead ID` and `lead_id` are `leadid`.
pub fn letters(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn split(folded: &str) -> Vec<String> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words of a name, folded, without what programs put before every name.
pub fn name_words(name: &str) -> Vec<String> {
    let mut words = split(&fold(name));
    while words.len() > 1 && CONTAINERS.contains(&words[0].as_str()) {
        words.remove(0);
    }
    words
}

/// The words that most of many names begin with, and end with: an export puts them around all that it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharedWords {
    head: Vec<String>,
    /// The last first.
    tail: Vec<String>,
}

impl SharedWords {
    pub fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let bare = |name: &str| {
            let folded = fold(name);
            split(folded.strip_prefix(ACCOUNT).unwrap_or(&folded))
        };
        let mut names: Vec<VecDeque<String>> = names.map(|name| bare(name).into()).collect();
        let head = shared(&mut names, VecDeque::front, VecDeque::pop_front);
        let tail = shared(&mut names, VecDeque::back, VecDeque::pop_back);
        Self { head, tail }
    }

    /// Where in a name that part stands which is its own: something always is.
    pub fn own_part(&self, name: &str) -> Range<usize> {
        let mut words: Vec<Range<usize>> = Vec::new();
        for (at, letter) in name.char_indices().filter(|(_, letter)| letter.is_alphanumeric()) {
            let end = at + letter.len_utf8();
            match words.last_mut().filter(|word| word.end == at) {
                Some(word) => word.end = end,
                None => words.push(at..end),
            }
        }
        let is =
            |word: &Range<usize>, shared: &String| name.get(word.clone()).is_some_and(|word| fold(word) == *shared);
        let mut words = words.as_slice();
        for shared in &self.head {
            match words {
                [first, rest @ ..] if !rest.is_empty() && is(first, shared) => words = rest,
                _ => break,
            }
        }
        for shared in &self.tail {
            match words {
                [rest @ .., last] if !rest.is_empty() && is(last, shared) => words = rest,
                _ => break,
            }
        }
        match words {
            [first, .., last] => first.start..last.end,
            [only] => only.clone(),
            [] => 0..name.len(),
        }
    }
}

/// Takes from one end of the names what most of them have there, word by word, and leaves each a word at least.
fn shared(
    names: &mut [VecDeque<String>],
    end: impl Fn(&VecDeque<String>) -> Option<&String>,
    take: impl Fn(&mut VecDeque<String>) -> Option<String>,
) -> Vec<String> {
    const FEWEST: usize = 4;
    let mut shared = Vec::new();
    loop {
        let mut counts: HashMap<&String, usize> = HashMap::new();
        for word in names.iter().filter(|words| words.len() > 1).filter_map(&end) {
            *counts.entry(word).or_default() += 1;
        }
        let is_most = |(_, count): &(&String, usize)| *count >= FEWEST && *count * 10 >= names.len() * 6;
        let Some(word) = counts.into_iter().find(is_most).map(|(word, _)| word.clone()) else { return shared };
        for words in names.iter_mut().filter(|words| words.len() > 1 && end(words) == Some(&word)) {
            take(words);
        }
        shared.push(word);
    }
}

/// The name of an attribute without its dress, to be held to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeName {
    /// `property_jobtitle`, `Job Title` and `JobTitle__c` are `jobtitle`.
    pub letters: String,
    /// It is the account's.
    pub is_account: bool,
    /// What it is, and how usual this name is for that: by line and place of the table.
    usual: Option<(usize, usize)>,
}

impl AttributeName {
    /// `shared`: what most names have where this one comes from.
    pub fn new(name: &str, shared: &SharedWords) -> Self {
        let folded = fold(name.trim());
        let bare = folded.strip_prefix(ACCOUNT);
        let is_account = bare.is_some();
        let mut bare = bare.unwrap_or(&folded).trim();
        for after in ["__c", "__pc"] {
            bare = bare.strip_suffix(after).unwrap_or(bare);
        }
        let is_whose = |(who, _): &(&str, &str)| WHOSE.contains(who);
        bare = bare.split_once(['.', ':']).filter(is_whose).map_or(bare, |(_, within)| within);
        let mut words = split(bare);
        let mut head = shared.head.iter().peekable();
        while words.len() > 1 && (head.next_if_eq(&&words[0]).is_some() || CONTAINERS.contains(&words[0].as_str())) {
            words.remove(0);
        }
        let letters = words.concat();
        // The name of an account is no person's.
        let of_account = is_account.then(|| format!("account{letters}"));
        let usual = of_account.as_deref().and_then(usual).or_else(|| usual(&letters));
        Self { letters, is_account, usual }
    }

    /// How usual this name is for what the other one means, where both are names of one thing: 0 is the most usual.
    pub fn rank_for(&self, other: &Self) -> Option<usize> {
        let ((line, place), (other, _)) = (self.usual?, other.usual?);
        (line == other).then_some(place)
    }

    /// It has a meaning of its own, so it is no slip of another name.
    pub fn is_usual(&self) -> bool {
        self.usual.is_some()
    }

    /// It is called as what is known of a person or a company: a table that has it may well hold leads.
    pub fn says_who(&self) -> bool {
        // These say as much of a page, a form or a meeting.
        const ANYTHING: &[&str] = &[
            "name", "title", "type", "role", "source", "origin", "content", "tier", "domain", "web", "position",
            "locale",
        ];
        self.usual.is_some() && !ANYTHING.contains(&self.letters.as_str())
    }

    /// It is called as columns are that say how a lead ended; `has_two`: it has two values at most.
    pub fn says_outcome(&self, has_two: bool) -> bool {
        let name = self.letters.as_str();
        let is_maybe = MAYBE_OUTCOME_NAMES.contains(&name);
        let is_stage = ["stage", "stagename", "stageid", "leadstatus"].iter().any(|end| name.ends_with(end));
        OUTCOME_NAMES.contains(&name) || is_stage || is_maybe && has_two
    }
}

fn usual(letters: &str) -> Option<(usize, usize)> {
    let place = |names: &&[&str]| names.iter().position(|name| *name == letters);
    SAME.iter().enumerate().find_map(|(line, names)| Some((line, place(names)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str) -> AttributeName {
        AttributeName::new(name, &SharedWords::default())
    }

    #[test]
    fn a_name_is_one_in_any_dress() {
        for dressed in
            ["Job title", "job_title", "JobTitle__c", "property_jobtitle", "Account: job title", "contact.JobTitle"]
        {
            assert_eq!(name(dressed).letters, "jobtitle", "{dressed}");
        }
        let shared = SharedWords::of(["crm_a", "crm_b", "crm_c", "crm_d"].into_iter());
        assert_eq!(AttributeName::new("crm_jobtitle", &shared).letters, "jobtitle");
        assert_eq!(name("Lead source").letters, "leadsource", "that is no container");
        assert_eq!(name("properties.hs_analytics_source").letters, "analyticssource");
    }

    #[test]
    fn each_name_means_one_thing() {
        let mut all: Vec<&str> = SAME.concat();
        assert!(all.iter().all(|name| letters(name) == **name));
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
        assert_eq!(name("numemployees").rank_for(&name("Company size")), Some(2));
        assert_eq!(name("County").rank_for(&name("Country")), None);
        assert_eq!(name("Account: Name").rank_for(&name("Company")), Some(3));
        assert_eq!(name("Account: Name").rank_for(&name("Full name")), None);
    }

    #[test]
    fn what_most_names_have_around_them_is_not_their_own() {
        let own =
            |names: &[&'static str], name: &'static str| &name[SharedWords::of(names.iter().copied()).own_part(name)];
        let names = ["property_email", "property_city", "Account: property_name", "property_hs_x", "id"];
        assert_eq!(names.map(|name| own(&names, name)), ["email", "city", "Account: property_name", "hs_x", "id"]);
        let names = [
            "Web_session_1_average",
            "web session 2 average",
            "web_session_3_average",
            "web_session_4_average",
            "web_session",
        ];
        assert_eq!(names.map(|name| own(&names, name)), ["1", "2", "3", "4", "session"]);
        let names = ["Job title", "Job level", "Email", "Lead source"];
        assert_eq!(names.map(|name| own(&names, name)), names);
        assert_eq!((own(&[], "Größe_in_m"), own(&names, "—")), ("Größe_in_m", "—"));
    }

    #[test]
    fn what_says_how_leads_ended_is_known_by_its_name() {
        assert!(name("property_dealstage").says_outcome(false) && name("StageName").says_outcome(false));
        assert!(name("Revenue").says_outcome(true) && !name("Revenue").says_outcome(false));
        assert!(!name("Loyalty status").says_outcome(true));
    }
}
