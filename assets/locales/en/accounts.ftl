# The tab “Accounts” of the page “Leads”.

accounts-title = No lead names an account
accounts-none = With the company of each lead, this tab shows which companies are ready to buy, and who in them to call first. Import the leads with a column for the account.
accounts-search = Search account
accounts-export-tip = The accounts that are shown, in this order, as a CSV file
accounts-export-name = accounts
accounts-nothing = No account matches
accounts-nothing-text = Nothing is called so.
accounts-show-all = Show all accounts
accounts-list = Accounts
accounts-column-leads = Leads
accounts-column-best = Call first
accounts-column-due = Due
accounts-leads = { $number } { $number ->
    [one] lead
   *[other] leads
}
accounts-leads-disqualified = { $leads }, { $number } of them disqualified
accounts-row = { $name }, { $leads }, { $cell }, { $route }
accounts-hover-best = { $name }: the first in work order who is open
accounts-hover-due = Whom to call first is to be answered by { $at }.
accounts-foot = { $count } { $number ->
    [one] account
   *[other] accounts
} of { $leads } { $members ->
    [one] lead
   *[other] leads
}
accounts-settings = How leads add up…
accounts-about-due = { $leads }, first answer { $due }
accounts-disqualified = All of its leads are disqualified
accounts-how-none = no lead is left
accounts-how-none-open = none of its leads is open and left
accounts-lead-won = { $name } (won)
accounts-lead-lost = { $name } (lost)
accounts-open-only = With open leads
accounts-open-only-about = Leaves out the accounts of which every lead is won or lost
accounts-how-strongest = { $number ->
    [one] its only lead
   *[other] the strongest of { $number } leads
}
accounts-how-sum = { $number ->
    [one] its only lead
   *[other] the sum of { $number } leads
}
accounts-how-mean = the mean of the best { $counted } of { $of } leads
accounts-how-kept = { $how }: { $sum }, kept in range
accounts-more = and { $number } more
accounts-reasons = { $name }: { $reasons }
accounts-open-lead = Open this lead
accounts-members = Leads in work order
accounts-show-list = Show in the list
