import { ArgsType } from '@nestjs/graphql';
import { ArgumentMetadata } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsArray, IsIn, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { PageArguments } from './connection';
import { InputPipe } from './text-pipe';

class Wish {
  @IsArray() @IsIn(['RED', 'BLUE'], { each: true }) colours: string[];
}

@ArgsType()
class WishArguments extends PageArguments {
  @IsOptional() @ValidateNested() @Type(() => Wish) filter?: Wish;
}

class WishInput {
  @IsString() @MaxLength(5) name: string;
}

const read = (pipe: InputPipe, value: object, metatype: ArgumentMetadata['metatype']): Promise<unknown> =>
  pipe.transform(value, { type: 'body', metatype });

describe('arguments of lists', () => {
  it('are validated once, and handed out so that nobody can change them', async () => {
    const pipe = new InputPipe();
    const ask = (): Promise<unknown> => read(pipe, { first: 5, filter: { colours: ['RED'] } }, WishArguments);
    const found = (await ask()) as WishArguments;
    expect(found).toBeInstanceOf(WishArguments);
    expect(found.filter).toBeInstanceOf(Wish);
    expect(await ask()).toBe(found);
    expect(() => found.filter?.colours.push('GREEN')).toThrow(TypeError);
    const other = (await read(pipe, { first: 6, filter: { colours: ['RED'] } }, WishArguments)) as WishArguments;
    expect(other.first).toBe(6);
  });

  it('are refused as often as they are wrong', async () => {
    const pipe = new InputPipe();
    for (let time = 0; time < 2; time++) {
      await expect(read(pipe, { first: 0 }, WishArguments)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
      await expect(read(pipe, { after: 'a\u0000' }, WishArguments)).rejects.toThrow('NUL');
    }
  });
});

describe('what is written', () => {
  it('is a new object each time', async () => {
    const pipe = new InputPipe();
    const input = { name: 'Ada' };
    expect(await read(pipe, input, WishInput)).not.toBe(await read(pipe, input, WishInput));
    await expect(read(pipe, { name: 'Adelaide' }, WishInput)).rejects.toThrow('name');
  });
});
