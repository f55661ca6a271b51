namespace Cmr.Tests.Service;

/// <summary>Waits for what happens behind the answer, with a bounded patience.</summary>
internal static class Eventually
{
    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(20));
        while (!await condition())
        {
            Assert.IsFalse(patience.IsCancellationRequested, what);
            await Task.Yield();
        }
    }
}
