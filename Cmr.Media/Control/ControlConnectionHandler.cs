using System.IO.Pipelines;
using Cmr.Contracts.MediaControl;
using Cmr.Media.Sessions;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Options;

namespace Cmr.Media.Control;

/// <summary>Serves control connections: handshake, then commands into the session mailbox and events back.</summary>
internal sealed class ControlConnectionHandler(
    SessionMailbox mailbox,
    SessionTable sessions,
    InstanceKeys keys,
    TimeProvider clock,
    IOptions<ControlOptions> options,
    ILogger<ControlConnectionHandler> logger) : ConnectionHandler
{
    private int _connections;

    /// <inheritdoc/>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        try
        {
            if (Interlocked.Increment(ref _connections) > options.Value.MaximumConnections)
            {
                logger.TooManyConnections(connection.RemoteEndPoint, options.Value.MaximumConnections);
            }
            else if (await AuthenticateAsync(connection) is Guid controllerId)
            {
                await ServeAsync(connection, controllerId);
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or OperationCanceledException)
        {
            logger.ConnectionRefused(connection.RemoteEndPoint, e.Message);
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    private async Task<Guid?> AuthenticateAsync(ConnectionContext connection)
    {
        using var timeout = new CancellationTokenSource(options.Value.HandshakeTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, connection.ConnectionClosed);
        return await ControlHandshake.RunAsync(connection.Transport, keys.ControlKey, either.Token);
    }

    private async Task ServeAsync(ConnectionContext connection, Guid controllerId)
    {
        var link = new ControllerConnection(connection, controllerId, options.Value.MaximumBacklog);
        link.Send(new Welcome(ProductVersion.Current, sessions.Load));
        mailbox.Post(new SessionInput.LinkUp(link));
        logger.ControllerConnected(controllerId, connection.RemoteEndPoint);
        Task writing = WriteAsync(connection, link);
        try
        {
            // The server asks when it stops, which is after the sessions were drained
            CancellationToken stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed, stopping);
            await ReadAsync(connection.Transport.Input, link, either.Token);
        }
        catch (OperationCanceledException)
        {
            // Closed from here or there; said below
        }
        finally
        {
            link.Complete();
            mailbox.Post(new SessionInput.LinkDown(link));
            logger.ControllerGone(controllerId, connection.RemoteEndPoint);
            await writing;
        }
    }

    private static async Task WriteAsync(ConnectionContext connection, ControllerConnection link)
    {
        try
        {
            await link.WriteAsync(connection.ConnectionClosed);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException or ArgumentException)
        {
            // The reading side ends too, and reports
            connection.Abort(new ConnectionAbortedException("A message could not be written.", e));
        }
    }

    private async Task ReadAsync(PipeReader input, ControllerConnection link, CancellationToken cancellationToken)
    {
        while (await ControlReader.ReadAsync(input, cancellationToken) is ControlMessage message)
        {
            mailbox.Post(message switch
            {
                MediaCommand command => new SessionInput.Command(link, command),
                KeepAlive { Sessions.Count: <= KeepAlive.MaximumSessions } alive => new SessionInput.Alive(link, alive),
                _ => throw new InvalidDataException($"{message.GetType().Name} has no place after the handshake."),
            });
        }
    }
}
