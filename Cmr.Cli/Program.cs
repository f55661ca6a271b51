using System.CommandLine;
using System.CommandLine.Help;
using Cmr.Cli;
using Cmr.Cli.Calls;
using Cmr.Cli.Demo;
using Cmr.Cli.Replay;
using Cmr.Cli.SipUsers;
using Cmr.Cli.Status;
using Cmr.Cli.Tracing;
using Cmr.Cli.Up;

var root = new Command("./cmr", "CmrEnterprise: customized multimedia ringing")
{
    UpCommand.Create(),
    DemoCommand.Create(),
    CallCommand.Create(),
    StatusCommand.Create(),
    TraceCommand.Create(),
    ReplayCommand.Create(),
    SipUserCommand.Create(),
    new HelpOption { Recursive = true },
};
// draining takes as long as the calls in progress are allowed to
ParseResult parsed = root.Parse(args);
int exitCode = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(90) });
return parsed.Errors.Count > 0 ? ExitCodes.WrongUse : exitCode;
