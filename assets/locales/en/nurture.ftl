# The tab “Nurture” of the page “Leads”.

nurture-title = Nobody to nurture
nurture-none = Leads that went cold, or that are not for sales yet, are listed here with what they lack. Right now every open lead is warm and with sales.
nurture-by = Group by
nurture-by-lack = What they lack
nurture-by-cell = Cell
nurture-by-tier = Tier hit
nurture-by-category = Category
nurture-search = Search name, account
nurture-export-tip = This group with what each lead lacks, as a CSV file for a campaign
nurture-export-name = nurture
nurture-list = Leads to nurture
nurture-column-lacks = What it lacks
nurture-column-nearest = Nearest band
nurture-foot = { $count } { $number ->
    [one] lead
   *[other] leads
}, highest score first
nurture-origin = { $count } open { $number ->
    [one] lead
   *[other] leads
} by route: { $routes }
nurture-foot-total = { $count } to nurture
nurture-row = { $name }, { $lacks }, { $nearest }
nurture-segment = { $name }, { $count } { $number ->
    [one] lead
   *[other] leads
}
nurture-finding = { $count } of { $total } leads to nurture: { $about }
nurture-cold = Gone cold
nurture-cold-about = something happened once, and then nothing that counts for { $days } days or more
nurture-cold-with-sales = Cold with sales
nurture-cold-with-sales-about = nothing that counts for { $days } days or more, though their cell sends them to sales: they stay in that list too
nurture-quiet = Good fit, quiet
nurture-quiet-about = the right people, who do little yet
nurture-unknown = Too little known
nurture-unknown-about = half or more of the fields that fit is found by are unknown
nurture-poor-fit = Engaged, poor fit
nurture-poor-fit-about = they do a lot, and are not whom we look for
nurture-low = Low on both
nurture-low-about = neither fit nor engagement reaches the upper half of the bands
nurture-not-sent = High, but not sent
nurture-not-sent-about = in the upper half of both axes, and yet their cell does not send them to sales
nurture-cell = { $cell } · { $route }
nurture-cell-about = all in this cell of the matrix
nurture-tier-about = they match at least one { $tier } criterion
nurture-no-tier = No criterion
nurture-no-tier-about = no criterion matches them at all
nurture-category-about = they match at least one criterion of { $category }
nurture-none-since = No event since { $day }
nurture-none-counts = Nothing that counts for { $days } days
nurture-none-yet = No event yet
nurture-missing = { $fields } unknown
nurture-missing-more = { $fields } and { $number } more unknown
nurture-scores = Fit { $fit }, engagement { $engagement }
nurture-nearest-none = Top on both axes
nurture-nearest-fit = { $number } { $number ->
    [one] point
   *[other] points
} of fit to band { $band }
nurture-nearest-engagement = { $number } { $number ->
    [one] point
   *[other] points
} of engagement to band { $band }
nurture-open = Open the lead
nurture-no-advice = No single change would move this lead one band up.
