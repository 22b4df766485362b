import { app, type HttpMethod } from '@azure/functions'

app.setup({ enableHttpStream: true })

const route = (name: string, template?: string, methods?: HttpMethod[]) =>
  app.http(name, {
    ...(template !== undefined && { route: template }),
    ...(methods !== undefined && { methods }),
    handler: (request, context) => ({ jsonBody: { function: context.functionName, params: request.params } }),
  })

route('feed', 'any/feed', ['GET'])
route('anyid', 'any/{id}', ['GET'])
route('Zulu', 'case/{id}', ['GET'])
route('alpha', 'case/{id}', ['GET'])
route('takePost', 'both/{id}', ['POST'])
route('aTakesGet', 'both/{other}', ['GET'])
route('guid', 'guid/{id:guid}', ['GET'])
route('int', 'int/{number:int}', ['GET'])
route('month', 'month/{month:range(1,12)}', ['GET'])
route('optional', 'optional/{part?}', ['GET'])
route('swagger', 'swagger/{*rest}', ['GET'])
route('inherited', 'inherited')
route('named')
route('headToo', 'head', ['HEAD'])
route('zCatchAll', '{*path}', ['DELETE'])
