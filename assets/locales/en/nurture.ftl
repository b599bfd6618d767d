# The tab “Nurture” of the page “Leads”.

nurture-title = Nobody to nurture
nurture-none = Leads that went cold, or that are not for sales yet, are listed here with what they lack.
