using Cmr.Benchmarks;
using Cmr.Benchmarks.Calls;
using Cmr.Benchmarks.HeldCalls;
using Cmr.Benchmarks.Management;
using Cmr.Benchmarks.Media;
using Cmr.Benchmarks.Sip;
using Cmr.Benchmarks.Soap;
using Cmr.Benchmarks.Soap.Fuzz;
using Cmr.Benchmarks.Transactions;

switch (args)
{
    case [SoapBenchmark.ServerArgument]: await SoapBenchmarkServer.RunAsync(); return 0;
    case [RelayNode.Role, { } port, { } calledPort]: await RelayNode.RunAsync(port, calledPort); return 0;
    case [UdpEcho.Role, { } port]: await UdpEcho.RunAsync(port); return 0;
    case [OptionsLoad.Role, { } port, { } seconds, { } window]: OptionsLoad.Run(port, seconds, window); return 0;
    default: break;
}

Dictionary<string, Func<Task<IReadOnlyList<string>>>> benchmarks = new(StringComparer.OrdinalIgnoreCase)
{
    ["soap"] = SoapBenchmark.RunAsync,
    ["management"] = () => ManagementBenchmark.RunAsync(CancellationToken.None),
    ["fuzz-soap"] = SoapFuzzBenchmark.RunAsync,
    ["sip"] = SipMessageBenchmark.RunAsync,
    ["fuzz-sip"] = SipFuzzing.RunAsync,
    ["simulation"] = SimulationRun.RunAsync,
    ["transactions"] = TransactionBenchmark.RunAsync,
    ["held"] = HeldBenchmark.RunAsync,
    ["calls"] = CallBenchmark.RunAsync,
    ["overload"] = OverloadBenchmark.RunAsync,
    ["rtp"] = () => RtpPlayoutBenchmark.RunAsync(CancellationToken.None),
};

string[] chosen = args.Length == 0 ? [.. benchmarks.Keys.Where(name => name is not ("fuzz-sip" or "simulation"))] : args; // those take minutes, by name only
if (chosen.FirstOrDefault(name => !benchmarks.ContainsKey(name)) is { } unknown)
{
    bool askedForHelp = unknown is "--help" or "-h";
    TextWriter output = askedForHelp ? Console.Out : Console.Error;
    if (!askedForHelp) await output.WriteLineAsync($"cmr: there is no benchmark '{unknown}'");
    await output.WriteLineAsync($"usage: ./cmr bench [NAME ...]   names: {string.Join(", ", benchmarks.Keys)}; without a name, all but fuzz-sip and simulation");
    return askedForHelp ? 0 : 2;
}

foreach (string name in chosen)
{
    Console.WriteLine($"--- {name}");
    IReadOnlyList<string> rows = await benchmarks[name]();
    foreach (string row in rows) Console.WriteLine(row);
    Console.WriteLine("kept in " + await ResultsFile.AppendAsync(name, rows, TimeProvider.System.GetUtcNow()));
}

return 0;
