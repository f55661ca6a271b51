namespace Cmr.Sip.Engine;

/// <summary>Takes inputs for an engine. Called on any thread.</summary>
internal interface IEngineInbox
{
    void Post(EngineInput input);
}
