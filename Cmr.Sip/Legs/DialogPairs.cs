namespace Cmr.Sip.Legs;

/// <summary>Which dialog with the caller stands for which dialog with the called side.</summary>
internal sealed class DialogPairs(CallerLeg caller)
{
    private readonly List<(CallerDialog Caller, CalledDialog Called)> _pairs = new(1);
    private CallerDialog? _unpaired;

    /// <summary>The caller's dialog for a fork: each fork has one of its own, as if nothing stood between them.</summary>
    public CallerDialog For(CalledDialog called)
    {
        foreach ((CallerDialog known, CalledDialog fork) in _pairs)
        {
            if (fork == called) return known;
        }

        CallerDialog dialog = _unpaired ?? caller.OpenDialog();
        _unpaired = null;
        _pairs.Add((dialog, called));
        return dialog;
    }

    /// <summary>A dialog to tell the caller something in before the called side has said anything.</summary>
    public CallerDialog First() => _pairs.Count > 0 ? _pairs[0].Caller : _unpaired ??= caller.OpenDialog();

    /// <summary>From now on a fork is reached through a dialog that was made for another one, or for none.</summary>
    public void Join(CallerDialog dialog, CalledDialog called)
    {
        _pairs.RemoveAll(pair => pair.Caller == dialog || pair.Called == called);
        _pairs.Add((dialog, called));
        if (_unpaired == dialog) _unpaired = null;
    }

    /// <summary>The dialog on the other side.</summary>
    public LegDialog? Other(LegDialog dialog)
    {
        foreach ((CallerDialog caller, CalledDialog called) in _pairs)
        {
            if (caller == dialog) return called;
            if (called == dialog) return caller;
        }

        return null;
    }
}
