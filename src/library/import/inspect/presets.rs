//! Exports that are recognised by the names of their columns, and what these are.
//!
//! Names are those that the platforms write: HubSpot's and Salesforce's own exports and their API names, Marketo's bulk
//! extract and lists, Mautic's contacts, and the tables that Fivetran makes of HubSpot.

use std::collections::HashMap;

use crate::library::import::{mapping::TableKind, names::letters, report::Role};

/// One kind of export.
pub(in crate::library::import) struct Preset {
    /// As it is told: `HubSpot contacts`.
    pub name: &'static str,
    pub kind: TableKind,
    /// All of these must be there.
    all: &'static [&'static str],
    /// And so many of these.
    some: (usize, &'static [&'static str]),
    /// Of several names for one role the first that is there has it.
    roles: &'static [(Role, &'static [&'static str])],
    /// Columns that say how a lead ended, the best first, with what they say then.
    pub outcomes: &'static [(&'static str, &'static [&'static str], &'static [&'static str])],
    /// Columns of the machinery.
    ignored: &'static [&'static str],
}

const FIVETRAN: &[&str] =
    &["_fivetran_synced", "_fivetran_deleted", "is_deleted", "portal_id", "property_hs_merged_object_ids"];
const SALESFORCE: &[&str] =
    &["systemmodstamp", "isdeleted", "masterrecordid", "lastviewedDate", "lastreferenceddate", "photourl", "jigsaw"];

/// The recognised exports; the more particular come first.
const PRESETS: &[Preset] = &[
    Preset {
        name: "HubSpot (contacts, by Fivetran)",
        kind: TableKind::Leads,
        all: &["id", "_fivetran_synced", "property_email"],
        some: (1, &["property_createdate", "property_created_at", "property_firstname", "property_lifecyclestage"]),
        roles: &[
            (Role::Key, &["id"]),
            (Role::Account, &["property_associatedcompanyid", "property_company"]),
            (Role::Created, &["property_created_at", "property_createdate"]),
            (Role::Closed, &["property_closedate"]),
        ],
        outcomes: &[("property_lifecyclestage", &["customer", "evangelist"], &[])],
        ignored: FIVETRAN,
    },
    Preset {
        name: "HubSpot (deals, by Fivetran)",
        kind: TableKind::Leads,
        all: &["deal_id", "property_dealname"],
        some: (1, &["deal_pipeline_id", "deal_pipeline_stage_id", "property_dealstage"]),
        roles: &[
            (Role::Key, &["deal_id"]),
            (Role::Created, &["property_createdate"]),
            (Role::Closed, &["property_closedate"]),
        ],
        outcomes: &[
            ("deal_pipeline_stage_id", &["closedwon"], &["closedlost"]),
            ("property_dealstage", &["closedwon"], &["closedlost"]),
        ],
        ignored: FIVETRAN,
    },
    Preset {
        name: "HubSpot (companies, by Fivetran)",
        kind: TableKind::Accounts,
        all: &["id", "_fivetran_synced", "property_name"],
        some: (1, &["property_industry", "property_annualrevenue", "property_numberofemployees", "property_domain"]),
        roles: &[(Role::Key, &["id"])],
        outcomes: &[],
        ignored: FIVETRAN,
    },
    Preset {
        name: "HubSpot (e-mail events)",
        kind: TableKind::Events,
        all: &["recipient", "type", "created"],
        some: (1, &["email_campaign_id", "emailcampaignid", "appid", "app_id", "sentby", "sent_by_id"]),
        roles: &[
            (Role::Lead, &["recipient"]),
            (Role::Kind, &["type"]),
            (Role::At, &["created"]),
            (Role::Detail, &["email_campaign_id", "emailcampaignid"]),
        ],
        outcomes: &[],
        ignored: FIVETRAN,
    },
    Preset {
        name: "HubSpot (form submissions)",
        kind: TableKind::Events,
        all: &["contact_id", "form_id", "timestamp"],
        some: (1, &["page_url", "conversion_id", "page_id"]),
        roles: &[(Role::Lead, &["contact_id"]), (Role::At, &["timestamp"]), (Role::Detail, &["title", "page_url"])],
        outcomes: &[],
        ignored: FIVETRAN,
    },
    Preset {
        name: "HubSpot (deals)",
        kind: TableKind::Leads,
        all: &["Record ID", "Deal Name", "Deal Stage"],
        some: (0, &[]),
        roles: &[
            (Role::Key, &["Record ID"]),
            (
                Role::Account,
                &[
                    "Associated Company IDs (Primary)",
                    "Associated Company (Primary)",
                    "Associated Company IDs",
                    "Associated Company",
                ],
            ),
            (Role::Created, &["Create Date"]),
            (Role::Closed, &["Close Date"]),
        ],
        outcomes: &[("Deal Stage", &["closed won", "closedwon"], &["closed lost", "closedlost"])],
        ignored: &[],
    },
    Preset {
        name: "HubSpot (companies)",
        kind: TableKind::Accounts,
        all: &["Record ID", "Company name"],
        some: (2, &["Company owner", "Company Domain Name", "Number of Employees", "Annual Revenue", "Industry"]),
        roles: &[(Role::Key, &["Record ID"])],
        outcomes: &[],
        ignored: &[],
    },
    Preset {
        name: "HubSpot (contacts)",
        kind: TableKind::Leads,
        all: &["Email"],
        some: (
            3,
            &[
                "Record ID",
                "Contact ID",
                "Lifecycle Stage",
                "Lead Status",
                "Contact owner",
                "Marketing contact status",
                "Original Source",
                "Original Traffic Source",
                "Create Date",
            ],
        ),
        roles: &[
            (Role::Key, &["Record ID", "Contact ID", "Email"]),
            (
                Role::Account,
                &[
                    "Associated Company IDs (Primary)",
                    "Associated Company IDs",
                    "Associated Company (Primary)",
                    "Associated Company",
                    "Company Name",
                    "Company",
                ],
            ),
            (Role::Created, &["Create Date"]),
            (Role::Closed, &["Became a Customer Date", "Close Date"]),
        ],
        outcomes: &[("Lifecycle Stage", &["customer", "evangelist"], &[])],
        ignored: &[],
    },
    Preset {
        name: "Salesforce (campaign members)",
        kind: TableKind::Events,
        all: &["CampaignId", "Status"],
        some: (2, &["LeadId", "ContactId", "LeadOrContactId", "HasResponded", "FirstRespondedDate"]),
        roles: &[
            (Role::Lead, &["LeadOrContactId", "LeadId", "ContactId"]),
            (Role::Kind, &["Status"]),
            (Role::At, &["FirstRespondedDate", "CreatedDate"]),
            (Role::Detail, &["CampaignId"]),
        ],
        outcomes: &[],
        ignored: SALESFORCE,
    },
    Preset {
        name: "Salesforce (tasks)",
        kind: TableKind::Events,
        all: &["WhoId", "Subject"],
        some: (1, &["ActivityDate", "CreatedDate", "TaskSubtype"]),
        roles: &[
            (Role::Lead, &["WhoId"]),
            (Role::Kind, &["Type", "TaskSubtype"]),
            (Role::At, &["ActivityDate", "CreatedDate"]),
            (Role::Detail, &["Subject"]),
        ],
        outcomes: &[],
        ignored: SALESFORCE,
    },
    Preset {
        name: "Salesforce (opportunities)",
        kind: TableKind::Leads,
        all: &["Id", "StageName", "CloseDate"],
        some: (1, &["AccountId", "IsWon", "IsClosed", "ForecastCategory"]),
        roles: &[
            (Role::Key, &["Id"]),
            (Role::Account, &["AccountId"]),
            (Role::Created, &["CreatedDate"]),
            (Role::Closed, &["CloseDate"]),
        ],
        outcomes: &[("StageName", &["closed won"], &["closed lost"])],
        ignored: &[
            "systemmodstamp",
            "isdeleted",
            "isclosed",
            "iswon",
            "forecastcategory",
            "forecastcategoryname",
            "probability",
            "expectedrevenue",
        ],
    },
    Preset {
        name: "Salesforce (leads)",
        kind: TableKind::Leads,
        all: &["Id", "LastName", "Company"],
        some: (
            2,
            &["IsConverted", "LeadSource", "Status", "CreatedDate", "OwnerId", "ConvertedAccountId", "SystemModstamp"],
        ),
        roles: &[
            (Role::Key, &["Id"]),
            (Role::Account, &["ConvertedAccountId", "Company"]),
            (Role::Created, &["CreatedDate"]),
            (Role::Closed, &["ConvertedDate"]),
        ],
        outcomes: &[
            ("Status", &["closed - converted", "converted"], &["closed - not converted", "disqualified"]),
            ("IsConverted", &["true", "1"], &[]),
        ],
        ignored: &[
            "systemmodstamp",
            "isdeleted",
            "masterrecordid",
            "isconverted",
            "convertedcontactid",
            "convertedopportunityid",
            "lastvieweddate",
            "lastreferenceddate",
            "photourl",
            "jigsaw",
            "jigsawcontactid",
        ],
    },
    Preset {
        name: "Salesforce (a report of leads)",
        kind: TableKind::Leads,
        all: &["Company / Account", "Lead Source"],
        some: (2, &["Lead Owner", "Lead Status", "Lead ID", "Create Date", "Title", "Rating"]),
        roles: &[
            (Role::Key, &["Lead ID", "Email"]),
            (Role::Account, &["Company / Account"]),
            (Role::Created, &["Create Date"]),
            (Role::Closed, &["Converted Date"]),
        ],
        outcomes: &[
            ("Lead Status", &["closed - converted", "converted"], &["closed - not converted", "disqualified"]),
            ("Converted", &["true", "1"], &[]),
        ],
        ignored: &[],
    },
    Preset {
        name: "Salesforce (contacts)",
        kind: TableKind::Leads,
        all: &["Id", "AccountId", "LastName"],
        some: (1, &["LeadSource", "OwnerId", "CreatedDate", "SystemModstamp"]),
        roles: &[(Role::Key, &["Id"]), (Role::Account, &["AccountId"]), (Role::Created, &["CreatedDate"])],
        outcomes: &[],
        ignored: SALESFORCE,
    },
    Preset {
        name: "Salesforce (accounts)",
        kind: TableKind::Accounts,
        all: &["Id", "Name"],
        some: (
            2,
            &["NumberOfEmployees", "BillingCountry", "BillingCity", "AccountSource", "AnnualRevenue", "Industry"],
        ),
        roles: &[(Role::Key, &["Id"])],
        outcomes: &[],
        ignored: SALESFORCE,
    },
    Preset {
        name: "Marketo (activities)",
        kind: TableKind::Events,
        all: &["leadId", "activityDate", "activityTypeId"],
        some: (0, &[]),
        roles: &[
            (Role::Lead, &["leadId"]),
            (Role::Kind, &["activityTypeName", "activityTypeId"]),
            (Role::At, &["activityDate"]),
            (Role::Detail, &["primaryAttributeValue"]),
        ],
        outcomes: &[],
        ignored: &["marketoguid", "attributes"],
    },
    Preset {
        name: "Marketo (leads)",
        kind: TableKind::Leads,
        all: &["id"],
        some: (
            2,
            &[
                "leadScore",
                "leadStatus",
                "originalSourceType",
                "acquisitionProgramId",
                "inferredCompany",
                "marketingSuspended",
                "leadPartitionId",
                "leadPerson",
                "emailInvalid",
                "unsubscribedReason",
                "leadRevenueStageId",
                "updatedAt",
            ],
        ),
        roles: &[
            (Role::Key, &["id"]),
            (Role::Account, &["externalCompanyId", "company", "companyName", "inferredCompany"]),
            (Role::Created, &["createdAt"]),
        ],
        outcomes: &[("leadStatus", &["customer", "won", "closed won"], &["lost", "disqualified", "closed lost"])],
        ignored: &["cookies", "updatedat", "personprimaryleadinterest", "leadpartitionid"],
    },
    Preset {
        name: "Mautic (contacts)",
        kind: TableKind::Leads,
        all: &["id", "points"],
        some: (
            2,
            &[
                "dateAdded",
                "lastActive",
                "dateIdentified",
                "preferred_locale",
                "attribution",
                "attribution_date",
                "preferred_profile_image",
                "stage",
                "stage_id",
                "isPublished",
                "owner_id",
            ],
        ),
        roles: &[(Role::Key, &["id"]), (Role::Account, &["company"]), (Role::Created, &["dateAdded"])],
        outcomes: &[],
        ignored: &[
            "ispublished",
            "checkedout",
            "checkedoutby",
            "checkedoutbyuser",
            "internal",
            "socialcache",
            "preferredprofileimage",
            "createdbyuser",
            "modifiedby",
            "modifiedbyuser",
            "datemodified",
        ],
    },
];

/// Which export a header is of.
pub(in crate::library::import) fn of(header: &[String]) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| {
        let has = |name: &&str| find(header, name).is_some();
        preset.all.iter().all(has) && preset.some.1.iter().filter(|name| has(name)).count() >= preset.some.0
    })
}

/// The column of that name, whatever its capitals and marks.
pub(super) fn find(header: &[String], name: &str) -> Option<usize> {
    let wanted = letters(name);
    header.iter().position(|column| letters(column) == wanted)
}

impl Preset {
    pub fn roles_in(&self, header: &[String]) -> HashMap<usize, Role> {
        let mut roles = HashMap::new();
        for (role, names) in self.roles {
            if let Some(column) = names.iter().find_map(|name| find(header, name)) {
                roles.entry(column).or_insert(*role);
            }
        }
        for column in self.ignored.iter().filter_map(|name| find(header, name)) {
            roles.entry(column).or_insert(Role::Ignored);
        }
        roles
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(header: &str) -> Option<&'static str> {
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        of(&header).map(|preset| preset.name)
    }

    #[test]
    fn exports_are_known_by_their_columns() {
        for (header, expected) in [
            (
                "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date",
                "HubSpot (contacts)",
            ),
            ("Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount", "HubSpot (deals)"),
            ("Record ID,Company name,Company owner,Create Date,Industry", "HubSpot (companies)"),
            (
                "Id,IsDeleted,LastName,FirstName,Title,Company,LeadSource,Status,IsConverted,CreatedDate",
                "Salesforce (leads)",
            ),
            (
                "Lead Owner,First Name,Last Name,Title,Company / Account,Email,Lead Source,Lead Status,Create Date",
                "Salesforce (a report of leads)",
            ),
            ("Id,AccountId,LastName,FirstName,Email,CreatedDate", "Salesforce (contacts)"),
            ("Id,Name,Industry,NumberOfEmployees,AnnualRevenue", "Salesforce (accounts)"),
            ("Id,AccountId,Name,StageName,Amount,CloseDate,IsWon", "Salesforce (opportunities)"),
            ("Id,CampaignId,LeadId,ContactId,Status,HasResponded,FirstRespondedDate", "Salesforce (campaign members)"),
            (
                "marketoGUID,leadId,activityDate,activityTypeId,campaignId,primaryAttributeValueId,primaryAttributeValue,attributes",
                "Marketo (activities)",
            ),
            ("id,email,firstName,lastName,company,leadScore,leadStatus,createdAt,updatedAt", "Marketo (leads)"),
            (
                "id,title,firstname,lastname,company,email,points,last_active,date_identified,preferred_locale",
                "Mautic (contacts)",
            ),
        ] {
            assert_eq!(name(header), Some(expected), "{header}");
        }
        for header in ["id,Name,Size", "Email,Job title,Company", "key,account,created,outcome", "id,points,name"] {
            assert_eq!(name(header), None, "{header}");
        }
    }
}
