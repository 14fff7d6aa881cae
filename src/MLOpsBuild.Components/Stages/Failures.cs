using MLOpsBuild.Delivery;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>Turns what the layers below throw into the three kinds that a build knows: the user's mistake, failed work, a machine that lacks something.</summary>
internal static class Failures
{
    private const int NoSpaceLeft = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static async Task<T> TranslateAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (DefinitionException exception)
        {
            throw new UserMistakeException(exception.Message);
        }
        catch (StageException exception)
        {
            throw new TargetFailedException(exception.Message, exception);
        }
        catch (RegistryException exception)
        {
            throw exception.Fault switch
            {
                RegistryFault.Mistake => new UserMistakeException(exception.Message),
                RegistryFault.Environment => new EnvironmentLacksException(exception.Message, exception),
                _ => new TargetFailedException(exception.Message, exception),
            };
        }
        catch (DeliveryException exception)
        {
            throw exception.Fault switch
            {
                DeliveryFault.Mistake => new UserMistakeException(exception.Message),
                DeliveryFault.Environment => new EnvironmentLacksException(exception.Message, exception),
                _ => new TargetFailedException(exception.Message, exception),
            };
        }
        catch (IOException exception) when (exception.HResult is NoSpaceLeft or WindowsDiskFull)
        {
            throw new EnvironmentLacksException($"The disk is full: {exception.Message} Free some space, as with ./build.sh Clean, and run again: nothing half written is kept.", exception);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem })
        {
            throw new EnvironmentLacksException($"A folder of this checkout cannot be written: {exception.Message} Make artifacts/ and .mlops/ writable for this user.", exception);
        }
    }
}
