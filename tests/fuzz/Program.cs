using Incidents.Alerts;
using Incidents.Fuzz;
using SharpFuzz;

// Started by tests/fuzz/run: without an argument before Incidents.dll is instrumented, then with a sender's type.
if (args is not [var type])
{
    Console.WriteLine(string.Join(' ', Senders.All.Select(sender => sender.Type)));
    return;
}

// Instrumented code may run inside only: its counters are AFL's memory.
Fuzzer.OutOfProcess.Run(stream =>
{
    using var bytes = new MemoryStream();
    stream.CopyTo(bytes);
    Document.Check(Senders.Find(type) ?? throw new InvalidOperationException($"No sender is called {type}."), bytes.ToArray());
});
