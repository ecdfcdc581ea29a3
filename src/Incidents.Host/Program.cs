using System.CommandLine;
using Incidents.Host.Commands;

var root = new RootCommand("Runs a company's incident-response plan: an alert comes in, people are called, nine steps are carried through.")
{
    SendCommand.Create(),
    CheckCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
