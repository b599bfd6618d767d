# The tab “Accounts” of the page “Leads”.

accounts-title = No lead names an account
accounts-none = With the company of each lead, this tab shows which companies are ready to buy, and who in them to call first.
