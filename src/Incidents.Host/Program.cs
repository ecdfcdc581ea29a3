using Incidents.Host.Commands;

return await Root.RunAsync(args, Console.Out, Console.Error);
