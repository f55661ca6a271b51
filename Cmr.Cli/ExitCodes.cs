namespace Cmr.Cli;

/// <summary>What the command's exit code tells a script.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int WrongUse = 2;
    public const int NotRunning = 4;
}
