# The tab “Test leads” of the page “Leads”.

test-leads-title = No test leads yet
test-leads-none = A test lead is a lead with an expectation: this one must reach sales, that one never. It is checked at every edit.
