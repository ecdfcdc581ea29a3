using System.CommandLine;

var root = new RootCommand("Runs a company's incident-response plan: an alert comes in, people are called, nine steps are carried through.");
return await root.Parse(args).InvokeAsync();
