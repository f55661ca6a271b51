using System.Globalization;
using Spectre.Console;

namespace Cmr.Cli.Up;

/// <summary>Progress for people (a spinner) and for logs (a line a step).</summary>
internal sealed class ConsoleProgress(TimeProvider clock) : IProgressView
{
    public async Task StepAsync(string title, Func<Task> work)
    {
        long started = clock.GetTimestamp();
        if (AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected)
            await AnsiConsole.Status().StartAsync(Markup.Escape(title), _ => work());
        else
            await work();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {title,-34} {clock.GetElapsedTime(started).TotalSeconds,6:0.0} s"));
    }

    public void Say(string line) => Console.WriteLine("  " + line);
}
