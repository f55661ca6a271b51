namespace Cmr.Cli.Up;

/// <summary>Shows the steps of a start as they go.</summary>
internal interface IProgressView
{
    /// <summary>Shows a step while it runs and, when it has ended, how long it took.</summary>
    Task StepAsync(string title, Func<Task> work);

    /// <summary>One line beside the steps.</summary>
    void Say(string line);
}
