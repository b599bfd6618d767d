//! What attributes are usually called, whatever program wrote their names.

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

/// One thing in each line, by the names that HubSpot, Salesforce, Marketo, Mautic and people have for it, the usual first.
const SAME: &[&[&str]] = &[
    &["email", "emailaddress", "mail", "workemail", "businessemail", "primaryemail", "mailaddress", "emailadresse"],
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

/// The word that most of many names begin with: an export puts one before all that it has.
pub fn shared_word<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    const FEWEST: usize = 4;
    let mut firsts: Vec<(String, usize)> = Vec::new();
    let mut all = 0;
    for name in names {
        all += 1;
        let folded = fold(name);
        let mut words = split(folded.strip_prefix(ACCOUNT).unwrap_or(&folded));
        if words.len() < 2 {
            continue;
        }
        let first = words.swap_remove(0);
        match firsts.iter_mut().find(|(other, _)| *other == first) {
            Some((_, count)) => *count += 1,
            None => firsts.push((first, 1)),
        }
    }
    let (word, count) = firsts.into_iter().max_by_key(|(_, count)| *count)?;
    (count >= FEWEST && count * 10 >= all * 6).then_some(word)
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
    /// `shared`: what most names begin with where this one comes from.
    pub fn new(name: &str, shared: Option<&str>) -> Self {
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
        while words.len() > 1 && (CONTAINERS.contains(&words[0].as_str()) || shared == Some(words[0].as_str())) {
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
        AttributeName::new(name, None)
    }

    #[test]
    fn a_name_is_one_in_any_dress() {
        for dressed in
            ["Job title", "job_title", "JobTitle__c", "property_jobtitle", "Account: job title", "contact.JobTitle"]
        {
            assert_eq!(name(dressed).letters, "jobtitle", "{dressed}");
        }
        assert_eq!(AttributeName::new("crm_jobtitle", Some("crm")).letters, "jobtitle");
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
    fn what_most_names_begin_with_is_found() {
        let of = |names: &[&str]| shared_word(names.iter().copied());
        let names = ["property_email", "property_city", "Account: property_name", "property_x", "id"];
        assert_eq!(of(&names).as_deref(), Some("property"));
        assert_eq!(of(&["Job title", "Job level", "Email", "Lead source"]), None);
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn what_says_how_leads_ended_is_known_by_its_name() {
        assert!(name("property_dealstage").says_outcome(false) && name("StageName").says_outcome(false));
        assert!(name("Revenue").says_outcome(true) && !name("Revenue").says_outcome(false));
        assert!(!name("Loyalty status").says_outcome(true));
    }
}
