using System.CommandLine;
using System.CommandLine.Help;
using Cmr.Cli.Calls;
using Cmr.Cli.Demo;
using Cmr.Cli.Status;
using Cmr.Cli.Up;

var root = new Command("./cmr", "CmrEnterprise: customized multimedia ringing")
{
    UpCommand.Create(),
    DemoCommand.Create(),
    CallCommand.Create(),
    StatusCommand.Create(),
    new HelpOption { Recursive = true },
};
// draining takes as long as the calls in progress are allowed to
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(90) });
