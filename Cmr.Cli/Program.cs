using System.CommandLine;
using Cmr.Cli.Status;
using Cmr.Cli.Up;

var root = new RootCommand("CmrEnterprise: customized multimedia ringing")
{
    UpCommand.Create(),
    StatusCommand.Create(),
};
// draining takes as long as the calls in progress are allowed to
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(90) });
