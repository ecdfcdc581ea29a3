using Incidents.Adapters.Tests.Log;
using Xunit.Runner.InProc.SystemConsole;

// With "append FILE" this is the process that the tests of a sudden death kill; otherwise it runs the tests.
return args is ["append", var file] ? await Appender.RunAsync(file) : await ConsoleRunner.Run(args);
